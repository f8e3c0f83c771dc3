import { sandboxSettings } from './sandbox.config.js';

describe('the sandbox’s settings', () => {
  it('all have defaults', () => {
    expect(sandboxSettings({ HTTP_PORT: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 3003,
      qps: 60,
      webhooks: null,
    });
  });

  it('are refused with every one that is wrong, in one message', () => {
    const wrong = { HTTP_PORT: 'abc', ZOOM_WEBHOOK_URL: 'nope', ZOOM_SANDBOX_QPS: '-1', ZOOM_SANDBOX_RETRY_SCALE: 'x' };
    const message = /^(?=.*HTTP_PORT)(?=.*ZOOM_WEBHOOK_URL)(?=.*ZOOM_SANDBOX_QPS)(?=.*ZOOM_SANDBOX_RETRY_SCALE)/;
    expect(() => sandboxSettings(wrong)).toThrow(message);
  });

  it('need each other', () => {
    expect(() => sandboxSettings({ ZOOM_CLIENT_ID: 'app' })).toThrow(/ZOOM_CLIENT_SECRET: is needed/);
    expect(sandboxSettings({ ZOOM_WEBHOOK_URL: 'http://h/x', ZOOM_WEBHOOK_SECRET: 's' }).webhooks).toEqual({
      url: 'http://h/x',
      secret: 's',
    });
  });
});
