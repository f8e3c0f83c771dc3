import { existsSync, writeFileSync } from 'node:fs';
import { temporaryFolder } from '@conferencing/testing';
import { DataFolder } from './data-folder.js';
import { identify } from '@conferencing/servers';

describe('the data folder', () => {
  const folderOf = (holder: string): DataFolder => {
    const folder = new DataFolder(temporaryFolder('data').path);
    writeFileSync(folder.file('stack.json'), holder);
    return folder;
  };
  const alive = identify(process.pid);
  const ended = `${process.pid} 1`;

  it('is held by one stack at a time', async () => {
    const folder = folderOf(JSON.stringify({ owner: alive, reaper: ended }));
    await expect(folder.lock()).rejects.toThrow(new RegExp(`process ${process.pid}.*STACK_DATA_DIR`));
  });

  it.each([
    ['of a stack whose numbers are others’ by now', JSON.stringify({ owner: ended, reaper: ended })],
    ['that a crash has cut short', '{"owner":'],
    ['that is empty', ''],
  ])('is taken over from a note %s', async (_, note) => {
    const folder = folderOf(note);
    await folder.lock();
    await expect(new DataFolder(folder.path).lock()).rejects.toThrow('already');
    folder.unlock();
    expect(existsSync(folder.file('stack.json'))).toBe(false);
  });
});
