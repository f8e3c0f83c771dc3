module.exports = async () => {
  await globalThis.testServers.stop();
};
