/**
 * `npm run audit`: known holes of severity 'high' or worse in what the page ships, asked of the registry. Where the
 * registry does not answer (offline, or a mirror without advisories) it says 'skipped' and passes: an audit that could
 * not be made is no finding. Development tools are listed, but only what is shipped fails.
 */
import { spawnSync } from 'node:child_process';

function audit(...flags) {
  const { stdout } = spawnSync('npm', ['audit', '--json', ...flags], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 120_000,
  });
  try {
    const report = JSON.parse(stdout);
    return report.metadata?.vulnerabilities ? report : undefined;
  } catch {
    return undefined;
  }
}
const listed = (report) =>
  Object.values(report.vulnerabilities)
    .map(({ name, severity, via }) => `${name} (${severity}): ${via.map((each) => each.title ?? each).join('; ')}`)
    .sort();

const shipped = audit('--omit=dev');
if (!shipped) {
  console.log('audit: skipped, the registry does not answer audits');
  process.exit(0);
}
for (const line of listed(shipped)) console.log(`shipped: ${line}`);
const all = audit();
if (all) for (const line of listed(all)) console.log(`with tools: ${line}`);
const { high, critical } = shipped.metadata.vulnerabilities;
console.log(`audit: ${high + critical} high or critical in what is shipped`);
process.exit(high + critical === 0 ? 0 : 1);
