// Loaded before a program that is measured: writes the most memory that it held, in KiB, when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const file = process.env.IMCONF_BENCH_MEMORY;
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
