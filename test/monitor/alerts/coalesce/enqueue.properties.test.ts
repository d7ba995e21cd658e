import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalescePending, INCIDENT_TYPES } from '../../../../src/monitor/alerts/coalesce/coalescePending.ts';
import { enqueue, needsIncident } from '../../../../src/monitor/alerts/coalesce/enqueue.ts';
import type { IncidentFacts, PendingMessage } from '../../../../src/monitor/alerts/coalesce/pending.ts';
import type { Message } from '../../../../src/monitor/alerts/message.ts';
import { alert, edit, recovery } from '../../../fixtures/alerts.ts';
import { NOW } from '../../../fixtures/thresholds.ts';

/** What happens to the line of one kind while a receiver answers now and then. */
type Event =
  | { readonly is: 'alert'; readonly suppressed: number }
  | { readonly is: 'recovery' | 'edit' | 'claim' | 'arrives' | 'answerLost' | 'fails' };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ is: fc.constant('alert' as const), suppressed: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ is: fc.constantFrom('recovery', 'edit', 'claim', 'arrives', 'answerLost', 'fails') }),
);

/** A line as the store keeps it, and what people have read. */
function createLine() {
  let pending: PendingMessage[] = [];
  let nextId = 1;
  let incident = 0;
  let isOpen = false;
  const read: { readonly message: Message; readonly incidentId: number | null; readonly id: number }[] = [];
  const alertsOf = new Map<number, number>();

  const factsOf = (id: number | null): IncidentFacts | null =>
    id === null
      ? null
      : {
          id,
          openedAt: NOW,
          endedAt: null,
          isNotified: read.some((one) => one.incidentId === id && one.message.type === 'alert'),
          editedIds: [alertsOf.get(id) ?? []].flat(),
        };
  const add = (message: Message) => {
    const facts = needsIncident(message, pending) ? factsOf(incident) : null;
    for (const step of enqueue(message, { pending, incident: facts, notifiedTopUpAt: null }, NOW)) {
      if (step.do === 'supersede') pending = pending.filter(({ id }) => id !== step.id);
      if (step.do === 'rewrite')
        pending = pending.map((one) =>
          one.id === step.id ? { ...one, message: step.message, incidentId: incident } : one,
        );
      if (step.do !== 'add') continue;
      if (step.message.type === 'alert' && !alertsOf.has(incident)) alertsOf.set(incident, nextId);
      pending.push({
        id: nextId,
        message: step.message,
        incidentId: incident,
        targetId: step.targetId ?? null,
        isClaimed: false,
        mayHaveArrived: false,
        waitsForCooldown: false,
      });
      nextId += 1;
    }
  };
  const claimed = () => pending.find(({ isClaimed }) => isClaimed);
  const change = (id: number, how: Partial<PendingMessage>) => {
    pending = pending.map((one) => (one.id === id ? { ...one, ...how } : one));
  };
  const claim = () => {
    const first = pending[0];
    if (first === undefined || claimed() !== undefined) return;
    const { message, incidentId, superseded } = coalescePending(first, pending, factsOf, NOW);
    pending = pending.filter(({ id }) => !superseded.includes(id));
    change(first.id, { message, incidentId, isClaimed: true });
  };

  return {
    read,
    pending: () => pending,
    suppressedIn: (messages: readonly Message[]) =>
      messages.reduce((sum, message) => sum + (message.type === 'alert' ? message.suppressed : 0), 0),
    on(happened: Event) {
      const sending = claimed();
      switch (happened.is) {
        case 'alert':
          if (!isOpen) incident += 1;
          isOpen = true;
          return add({ ...alert(), suppressed: happened.suppressed });
        case 'recovery':
          if (isOpen) add(recovery());
          isOpen = false;
          return;
        case 'edit':
          return isOpen ? add(edit()) : undefined;
        case 'claim':
          return claim();
        case 'arrives':
          if (sending === undefined) return;
          read.push({ message: sending.message, incidentId: sending.incidentId, id: sending.id });
          pending = pending.filter(({ id }) => id !== sending.id);
          return;
        case 'answerLost':
          return sending && change(sending.id, { isClaimed: false, mayHaveArrived: true });
        case 'fails':
          return sending && change(sending.id, { isClaimed: false });
      }
    },
  };
}

/** Delivers all that is left. */
function drain(line: ReturnType<typeof createLine>): void {
  for (let left = line.pending().length * 3 + 3; left > 0 && line.pending().length > 0; left -= 1) {
    line.on({ is: 'claim' });
    line.on({ is: 'arrives' });
  }
}

const STORIES = { numRuns: 2_000 };

test('nobody reads that something is over of which they never read, and nothing stays behind', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const line = createLine();
      for (const happened of events) line.on(happened);
      drain(line);
      expect(line.pending()).toEqual([]);
      const known = new Set<number | null>();
      for (const { message, incidentId } of line.read) {
        if (message.type === 'alert') known.add(incidentId);
        if (message.type === 'recovery') expect(known).toContain(incidentId);
      }
    }),
    STORIES,
  );
});

test('what people read is in the order in which it happened, and an edit comes after its message', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const line = createLine();
      for (const happened of events) line.on(happened);
      drain(line);
      const ofIncidents = line.read.filter(({ message }) => INCIDENT_TYPES.includes(message.type));
      const incidents = ofIncidents.map(({ incidentId }) => incidentId ?? 0);
      expect(incidents).toEqual(incidents.toSorted((a, b) => a - b));
      expect(ofIncidents.map(({ id }) => id)).toEqual(ofIncidents.map(({ id }) => id).toSorted((a, b) => a - b));
    }),
    STORIES,
  );
});

test('after an outage from the beginning, people read at most one message an incident and one that is true now', () => {
  const noAnswers = event.filter(({ is }) => is === 'alert' || is === 'recovery' || is === 'edit');
  fc.assert(
    fc.property(fc.array(noAnswers, { minLength: 1, maxLength: 40 }), (events) => {
      const line = createLine();
      for (const happened of events) line.on(happened);
      drain(line);
      const messages = line.read.filter(({ message }) => INCIDENT_TYPES.includes(message.type));
      const perIncident = Map.groupBy(messages, ({ incidentId }) => incidentId);
      for (const group of perIncident.values()) expect(group).toHaveLength(1);
      expect(line.read.filter(({ message }) => message.type === 'recovery')).toEqual([]);
    }),
    STORIES,
  );
});

test('what a mute suppressed is counted once, whatever is merged: none of it is lost with an alert', () => {
  const onlyAlerts = event.filter(({ is }) => is !== 'recovery');
  fc.assert(
    fc.property(fc.array(onlyAlerts, { maxLength: 40 }), (events) => {
      const line = createLine();
      for (const happened of events) line.on(happened);
      drain(line);
      const given = events.reduce((sum, one) => sum + (one.is === 'alert' ? one.suppressed : 0), 0);
      expect(line.suppressedIn(line.read.map(({ message }) => message))).toBe(given);
    }),
    STORIES,
  );
});

test('the incident is not looked up only where it would change nothing', () => {
  const facts: IncidentFacts = { id: 1, openedAt: NOW, endedAt: NOW, isNotified: true, editedIds: [1] };
  fc.assert(
    fc.property(fc.array(event, { maxLength: 10 }), (events) => {
      const line = createLine();
      for (const happened of events) line.on(happened);
      const pending = line.pending();
      for (const message of [alert(), recovery(), edit()].filter((one) => !needsIncident(one, pending))) {
        const steps = (incident: IncidentFacts | null) =>
          enqueue(message, { pending, incident, notifiedTopUpAt: null }, NOW);
        expect(steps(null)).toEqual(steps(facts));
      }
    }),
    STORIES,
  );
});
