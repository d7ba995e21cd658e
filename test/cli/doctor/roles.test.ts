import { expect, test } from 'vitest';
import { judgeInvalidRequests } from '../../../src/cli/doctor/roles.ts';

test.each([
  ['nothing was refused', [], 0],
  ['fewer were refused than stop it', [2_500, 2_499], 0],
  ['so many were refused that nothing is sent', [2_500, 2_500], 1],
])('where %s', (_what, requests, warnings) => {
  const findings = judgeInvalidRequests(requests.map((n, at) => ({ at, requests: n })));
  expect(findings.map(({ mark }) => mark)).toEqual(Array.from({ length: warnings }, () => 'warning'));
});
