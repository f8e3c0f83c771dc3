require('./typescript-hook.js');

module.exports = async () => {
  const { startTestServers } = require('./src/test-servers.ts');
  globalThis.testServers = await startTestServers();
  Object.assign(process.env, globalThis.testServers.environment);
};
