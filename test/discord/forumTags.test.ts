import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PostTag, stateTag, tagsWith } from '../../src/discord/forumTags.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';

const tag = (id: string, name: string, moderated = false) => ({ id, name, moderated });
const FORUM = [
  tag('1', 'Critical'),
  tag('2', 'warning'),
  tag('3', ' OPEN '),
  tag('4', 'acknowledged'),
  tag('5', 'recovered'),
  tag('8', 'billing'),
];

describe('the tags of a post', () => {
  test.each<[string, readonly string[], readonly PostTag[], readonly string[]]>([
    ['are found by name, however it is written', [], ['critical', 'open'], ['1', '3']],
    ['replace those of the same group', ['1', '3'], ['acknowledged'], ['1', '4']],
    ['say how bad it is by now', ['2', '3'], ['critical', 'open'], ['1', '3']],
    ['keep what people set', ['8', '3'], ['recovered'], ['8', '5']],
    ['are none where nothing is wanted', ['8'], [], ['8']],
    [
      'are five at most, and those of people come first',
      ['8', '11', '12', '13', '14'],
      ['open'],
      ['8', '11', '12', '13', '14'],
    ],
    ['are five at most: what fits is set', ['8', '11', '12', '13'], ['critical', 'open'], ['8', '11', '12', '13', '1']],
  ])('%s', (_name, applied, wanted, tags) => {
    expect(tagsWith(FORUM, applied, wanted)).toEqual(tags);
  });

  test('are those that the forum has, in any language, and not those of moderators', () => {
    expect(tagsWith([tag('1', 'kritisch'), tag('2', 'открыто')], [], ['critical', 'open'])).toEqual(['1', '2']);
    expect(tagsWith([tag('1', 'critical', true), tag('2', 'open')], [], ['critical', 'open'])).toEqual(['2']);
    expect(tagsWith([], [], ['critical', 'open'])).toEqual([]);
  });

  test('mean one thing each: no name of one stands for another', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { words } of LANGUAGES) {
      for (const [meaning, name] of Object.entries(words.incidentThreads.tags)) {
        // https://discord.com/developers/docs/resources/channel#forum-tag-object
        expect(name.length).toBeLessThanOrEqual(20);
        meanings.set(name.toLowerCase(), (meanings.get(name.toLowerCase()) ?? new Set()).add(meaning));
      }
    }
    expect([...meanings].filter(([, of]) => of.size > 1)).toEqual([]);
  });

  test('set twice they are the same, at most five, and nothing that people set is lost', () => {
    const wanted = fc.subarray<PostTag>(['critical', 'open']);
    const applied = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5', '8', '11', '12', '13'), { maxLength: 5 });
    fc.assert(
      fc.property(applied, wanted, (before, tags) => {
        const once = tagsWith(FORUM, before, tags);
        expect(tagsWith(FORUM, once, tags).toSorted()).toEqual(once.toSorted());
        expect(once.length).toBeLessThanOrEqual(5);
        expect(new Set(once).size).toBe(once.length);
        for (const id of before.filter((each) => Number(each) > 5)) expect(once).toContain(id);
      }),
    );
  });
});

const state = (endedAt: number | null, isOnIt = false) => ({
  endedAt,
  acknowledged: isOnIt ? { by: { userId: '1', name: 'ada' }, at: 0, severity: 'critical' as const } : null,
});

test.each([
  ['nothing happened since', [null], 'open'],
  ['somebody is on it', [state(null, true)], 'acknowledged'],
  ['it is over', [state(1)], 'recovered'],
  ['it is over, whoever was on it', [state(1, true)], 'recovered'],
  ['one of two is over', [state(1), state(null)], 'open'],
  ['somebody is on what is left', [state(1), state(null, true)], 'acknowledged'],
  ['somebody is on one of two', [state(null, true), null], 'open'],
  ['both are over', [state(1), state(2)], 'recovered'],
] as const)('a post says what became of its incidents: %s', (_name, states, tagOf) => {
  expect(stateTag(states)).toBe(tagOf);
});
