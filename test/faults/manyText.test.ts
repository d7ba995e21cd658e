import { expect, test } from 'vitest';
import { withSection } from './manyText.ts';

const PAGE = '# Page\n\n## One\n\nfirst\n\n## Last\n\nend\n';

test.each([
  [
    'a new section comes before the last one',
    PAGE,
    '## New',
    '# Page\n\n## One\n\nfirst\n\n## New\n\ntext\n\n## Last\n\nend\n',
  ],
  ['one that is there is replaced in its place', PAGE, '## One', '# Page\n\n## One\n\ntext\n\n## Last\n\nend\n'],
  [
    'one whose title begins in the same way stays',
    PAGE,
    '## On',
    '# Page\n\n## One\n\nfirst\n\n## On\n\ntext\n\n## Last\n\nend\n',
  ],
])('%s', (_what, page, title, expected) => {
  expect(withSection(page, title, `${title}\n\ntext\n\n`)).toBe(expected);
});
