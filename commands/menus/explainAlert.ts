import { explainEmbed } from '../../src/discord/embeds/explain.ts';
import { incidentEmbed } from '../../src/discord/embeds/incident.ts';
import { defineMenu } from '../../src/discord/messageMenu.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';

/** Together these keep to what an answer holds. */
const MOST_INCIDENTS = 3;
const MOST_CODES = 3;

export default defineMenu({
  menu: 'explain',
  needs: null,

  async run(messageId, { monitor, guildId, now, language }) {
    const { words, counted } = language;
    const incidents = await monitor.incidentsOfMessage(guildId, messageId);
    if (incidents === null) return { content: words.menus.notOurs };
    if (incidents.length === 0) return { content: words.menus.noAlert };
    const shown = incidents.slice(0, MOST_INCIDENTS);
    const codes = [...new Set(shown.flatMap(({ worst }) => codesIn(worst)))].slice(0, MOST_CODES);
    const more = incidents.length - shown.length;
    return {
      ...(more === 0 ? {} : { content: words.andMore(counted(more)) }),
      embeds: [
        ...shown.map((incident) => {
          const embed = incidentEmbed(incident, now, monitor.codes, language);
          return incidents.length === 1 ? embed : { ...embed, author: { name: incident.pipeline } };
        }),
        ...codes.flatMap((code) => {
          const known = monitor.codes.explain(code);
          return known === null ? [] : [explainEmbed(code, known, now, language)];
        }),
      ],
    };
  },
});

/** The error codes that an alert speaks of, the most frequent first. */
function codesIn(facts: Facts): readonly string[] {
  if (facts.kind === 'errors') return facts.byCode.map(({ code }) => code);
  return facts.kind === 'provider' && facts.failure !== null ? [facts.failure.code] : [];
}
