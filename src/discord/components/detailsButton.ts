import type { CommandContext, Reply } from '../command.ts';
import { chartReply } from '../embeds/chartReply.ts';
import { incidentEmbed } from '../embeds/incident.ts';
import type { Component, ComponentInteraction } from './component.ts';
import { incidentOf } from './readComponent.ts';

/** Of a message that tells of more, these are shown: together they keep to Discord's limits. */
const MOST_SHOWN = 4;

/** What an incident is about, for the one who asked: its breakdown, and the chart of its time. */
export const detailsButton: Component = {
  name: 'details',
  needs: null,
  replies: 'answer',
  read(interaction, context) {
    const incidentId = incidentOf(interaction);
    return incidentId === null ? null : () => details(incidentId, interaction, context);
  },
};

async function details(
  incidentId: number,
  { message }: ComponentInteraction,
  { monitor, guildId, now, language }: CommandContext,
): Promise<Reply> {
  const [first = incidentId, ...others] = await monitor.incidentsOfSameMessage(guildId, incidentId, message.id);
  const { report, chart } = await monitor.incident(guildId, first);
  const more = await Promise.all(others.slice(0, MOST_SHOWN - 1).map((id) => monitor.incident(guildId, id)));
  const isOne = others.length === 0;
  return {
    ...(others.length < MOST_SHOWN
      ? {}
      : { content: language.words.andMore(language.counted(others.length + 1 - MOST_SHOWN)) }),
    embeds: [report, ...more.map((one) => one.report)].map((incident) => {
      const embed = incidentEmbed(incident, now, monitor.codes, language);
      return isOne ? embed : { ...embed, author: { name: incident.pipeline } };
    }),
    chart: chartReply(chart, language),
  };
}
