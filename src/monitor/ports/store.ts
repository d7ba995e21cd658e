import type { MemoryStore } from './alertStateStore.ts';
import type { AuditLog } from './auditLog.ts';
import type { CostStore } from './costStore.ts';
import type { DecisionStore } from './decisionStore.ts';
import type { DeliveryQueue } from './deliveryQueue.ts';
import type { EscalationStore } from './escalationStore.ts';
import type { GuildStore } from './guildStore.ts';
import type { IncidentStore } from './incidentStore.ts';
import type { LeaseStore } from './leaseStore.ts';
import type { ListeningStore } from './listeningStore.ts';
import type { MuteStore } from './muteStore.ts';
import type { NoteStore } from './noteStore.ts';
import type { NoticeStore } from './noticeStore.ts';
import type { OnCallStore } from './onCallStore.ts';
import type { PageQueue } from './pageQueue.ts';
import type { PersonStore } from './personStore.ts';
import type { ProviderHealthStore } from './providerHealthStore.ts';
import type { QueueSourceStore } from './queueSourceStore.ts';
import type { QuietHoursStore } from './quietHoursStore.ts';
import type { ReadingStore } from './readingStore.ts';
import type { ResultStore } from './resultStore.ts';
import type { SummaryStore } from './summaryStore.ts';

/** Everything that is kept, a part for each concern. */
export interface Store {
  readonly results: ResultStore;
  readonly costs: CostStore;
  readonly readings: ReadingStore;
  readonly queueSources: QueueSourceStore;
  readonly leases: LeaseStore;
  readonly listening: ListeningStore;
  readonly providerHealth: ProviderHealthStore;
  readonly guilds: GuildStore;
  readonly mutes: MuteStore;
  readonly people: PersonStore;
  readonly memories: MemoryStore;
  readonly incidents: IncidentStore;
  readonly notes: NoteStore;
  readonly changes: AuditLog;
  readonly decisions: DecisionStore;
  readonly deliveries: DeliveryQueue;
  readonly pages: PageQueue;
  readonly notices: NoticeStore;
  readonly summaries: SummaryStore;
  readonly quietHours: QuietHoursStore;
  readonly escalations: EscalationStore;
  readonly onCall: OnCallStore;
}
