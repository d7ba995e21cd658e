import { expect, test } from 'vitest';
import { createGrowingHider } from '../../src/redaction/growingHider.ts';

test('what becomes known as a secret is hidden from then on, and what was one stays one', () => {
  const { hide, add } = createGrowingHider(['aaaaaaaa-01234']);
  const text = 'aaaaaaaa-01234 bbbbbbbb-56789';
  expect(hide(text)).toMatch(/^\S+ bbbbbbbb-56789$/);
  expect(hide(text)).not.toContain('aaaaaaaa');
  add(['bbbbbbbb-56789']);
  expect(hide(text)).not.toMatch(/aaaaaaaa|bbbbbbbb/);
});
