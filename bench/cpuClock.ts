// Where other work takes the cores, rates and waits say nothing. With this, a bench of one process tells CPU time in place of time:
// node --import ./bench/cpuClock.ts bench/evaluate.ts
performance.now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
