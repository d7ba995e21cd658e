// Loaded into the monitor of the demo before anything else (`node --import`): whatever ended the demo, nobody would ever stop its monitor.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Alone it keeps no process running.
process.channel?.unref();
