import type { CommandContext, Reply } from '../command.ts';
import { chartReply } from '../embeds/chartReply.ts';
import { incidentEmbed } from '../embeds/incident.ts';
import type { Component } from './component.ts';
import { incidentOf } from './readPress.ts';

/** What an incident is about, for the one who asked: its breakdown, and the chart of its time. */
export const detailsButton: Component = {
  name: 'details',
  needs: null,
  replies: 'answer',
  read(press, context) {
    const incidentId = incidentOf(press);
    return incidentId === null ? null : () => details(incidentId, context);
  },
};

async function details(incidentId: number, { monitor, guildId, now, language }: CommandContext): Promise<Reply> {
  const { report, chart } = await monitor.incident(guildId, incidentId);
  return {
    embeds: [incidentEmbed(report, now, monitor.codes, language)],
    chart: chartReply(chart, language),
  };
}
