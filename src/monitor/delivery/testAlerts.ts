import type { EscalationStep } from '../alerts/escalation.ts';
import type { TestMessage } from '../alerts/message.ts';
import { MonitorError } from '../errors.ts';
import type { Page } from '../ports/outsideReceiver.ts';
import type { Store } from '../ports/store.ts';
import { findGuild, type ReportPorts } from '../reports/reports.ts';
import { receiversOf } from '../settings/guildDefaults.ts';
import type { Clock, Millis } from '../time.ts';
import type { Actor, AlertSeverity, Guild } from '../types.ts';
import type { SendOutcome } from './outcome.ts';

export interface TestAlertPorts extends Pick<ReportPorts, 'guildDefaults'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly onDeliveries: () => void;
  /** Resolves when waiting for the message to be tried should end. */
  readonly deadline: () => Promise<void>;
  /** Resolves when to look what became of it in another process; null: none can send it. */
  readonly lookAgain: (() => Promise<void>) | null;
}

/** What became of a test alert; `waiting`: it is on disk, and so many messages are before it. */
export interface TestResult {
  readonly guild: Guild;
  readonly outcome: SendOutcome | { readonly outcome: 'waiting'; readonly before: number };
  /** Those outside of Discord that are notified too. */
  readonly receivers?: readonly string[];
}

/** What became of the test of one step of the escalation. */
export interface StepResult {
  readonly step: EscalationStep;
  /** Null: it tells nobody in Discord. */
  readonly outcome: SendOutcome | { readonly outcome: 'waiting' } | null;
}

/** A test alert takes the way that every alert takes: on disk, in order, and through the guild's real destination. */
export function createTestAlerts({ store, clock, guildDefaults, onDeliveries, deadline, lookAgain }: TestAlertPorts) {
  const waiting = new Map<number, (outcome: SendOutcome) => void>();

  /** Tells the receivers outside that are notified of such an incident; answers which. */
  async function page(guildId: string, severity: AlertSeverity, at: Millis): Promise<readonly string[]> {
    const names = receiversOf(guildDefaults, guildId)
      .filter(({ from }) => from === 'warning' || severity === 'critical')
      .map(({ name }) => name);
    for (const name of names) await store.pages.add(guildId, name, testPage(guildId, severity, at), at);
    return names;
  }

  /** What another process has made of it is in the database alone. */
  async function lookFor(id: number, again: () => Promise<void>): Promise<void> {
    for (await again(); waiting.has(id); await again()) {
      const outcome = await store.deliveries.outcome(id).catch(() => null);
      if (outcome !== null) waiting.get(id)?.(outcome);
    }
  }

  /** Hands a test on, and waits until it was tried; undefined where the deadline passes first. */
  async function tried(
    guildId: string,
    message: TestMessage,
  ): Promise<{ id: number; outcome: SendOutcome | undefined }> {
    const id = await store.deliveries.add(guildId, message, message.at);
    const outcome = new Promise<SendOutcome>((resolve) => waiting.set(id, resolve));
    onDeliveries();
    if (lookAgain !== null) void lookFor(id, lookAgain);
    try {
      return { id, outcome: (await Promise.race([outcome, deadline()])) ?? undefined };
    } finally {
      waiting.delete(id);
    }
  }

  async function testStep(guildId: string, step: EscalationStep, by: Actor): Promise<StepResult> {
    const at = clock.now();
    const { afterMs: _due, ...target } = step;
    if (step.receiver !== null) await store.pages.add(guildId, step.receiver, testPage(guildId, 'critical', at), at);
    if (step.mention === null && step.place === null) return { step, outcome: null };
    const { outcome } = await tried(guildId, { type: 'test', severity: 'critical', by, step: target, at });
    return { step, outcome: outcome ?? { outcome: 'waiting' } };
  }

  return {
    /** Goes through all steps of the escalation at once; one after the other, as they are due. @throws MonitorError `noDestination`. */
    async walk(guildId: string, by: Actor): Promise<readonly StepResult[]> {
      const guild = await findGuild(guildId, clock.now(), { store, guildDefaults });
      if (guild.destination === null) throw new MonitorError('noDestination', {});
      const steps = guild.escalation.toSorted((a, b) => a.afterMs - b.afterMs);
      return Promise.all(steps.map((step) => testStep(guildId, step, by)));
    },

    /** Called with what became of every attempt to send. */
    attempted(deliveryId: number, outcome: SendOutcome): void {
      waiting.get(deliveryId)?.(outcome);
    },

    /** Resolves once it was tried, or when the deadline passes. @throws MonitorError `noDestination`. */
    async send(guildId: string, severity: AlertSeverity, by: Actor): Promise<TestResult> {
      const at = clock.now();
      const guild = await findGuild(guildId, at, { store, guildDefaults });
      if (guild.destination === null) throw new MonitorError('noDestination', {});
      const receivers = await page(guildId, severity, at);
      const { outcome } = await tried(guildId, { type: 'test', severity, by, at });
      if (outcome !== undefined) return { guild, outcome, receivers };
      const { waiting: all } = await store.deliveries.progress(guildId);
      return { guild, outcome: { outcome: 'waiting', before: Math.max(0, all - 1) }, receivers };
    },
  };
}

/** Nothing is wrong; it is resolved as soon as it has arrived. */
function testPage(guildId: string, severity: AlertSeverity, at: Millis): Page {
  return {
    event: 'trigger',
    key: `captchaai-monitor/${guildId}/test/${at.toString(36)}`,
    severity,
    // Of a test nothing is shown of them.
    facts: { kind: 'balance', balanceMicros: 0, thresholdMicros: 0 },
    subject: null,
    openedAt: at,
    endedAt: null,
    isTest: true,
    at,
  };
}

export type TestAlerts = ReturnType<typeof createTestAlerts>;
