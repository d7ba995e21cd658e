import { chartReply } from '../embeds/chartReply.ts';
import { incidentEmbed } from '../embeds/incident.ts';
import type { Component } from './component.ts';

/** What an incident is about, for the one who asked: its breakdown, and the chart of its time. */
export const detailsButton: Component = {
  name: 'details',
  needs: null,
  replies: 'answer',
  async run({ args: [incidentId] }, { monitor, guildId, now, language }) {
    const { report, chart } = await monitor.incident(guildId, Number(incidentId));
    return {
      embeds: [incidentEmbed(report, now, monitor.codes, language)],
      chart: chartReply(chart, language),
    };
  },
};
