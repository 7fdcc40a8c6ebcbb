import { describe, expect, it } from 'vitest';
import { cast, type Part } from '../../../tools/demo/cast.js';
import { readComplaints, type Complaint } from '../../../tools/demo/complaint.js';
import { partsOf, scenes } from '../../../tools/demo/incidents.js';
import { incidentBody } from '../../../web/api/incident.js';

const beginsAt = Date.UTC(2026, 0, 15, 12);
const span = { beginsAt, reach: 10_000 };

const aComplaint = (overrides: Partial<Complaint> = {}): Complaint => ({
  complaintId: '100',
  dateReceived: '2019-01-01',
  state: 'AZ',
  product: 'Credit card or prepaid card',
  issue: 'Fees or interest',
  subIssue: 'Problem with fees',
  narrative: 'They charged {$20.00}.',
  ...overrides,
});

const aPart = (overrides: Partial<Part> = {}): Part => ({
  complaintId: '100',
  name: 'Ada Quill',
  reachedBy: ['email'],
  staff: 'promptly',
  answers: [],
  ...overrides,
});

const reportOf = (complaint: Partial<Complaint> = {}, part: Partial<Part> = {}) =>
  scenes([aComplaint(complaint)], [aPart(part)], span)[0]?.report;

describe('a complaint as an incident', () => {
  it('keeps the words of the customer and names the problem in a few of them', () => {
    expect(reportOf()).toEqual({
      id: 'cfpb-100',
      source: 'feedback_form',
      category: 'fee',
      occurredAt: '2026-01-15T11:59:50.000Z',
      subject: 'Card fees',
      story: 'They charged {$20.00}.',
      customer: {
        id: 'c-100',
        name: 'Ada Quill',
        locale: 'en-US',
        timeZone: 'America/Phoenix',
        email: 'ada.quill@customers.example',
      },
      facts: { product: 'Credit card or prepaid card', issue: 'Problem with fees' },
    });
  });

  it('goes to the default protocol in the words of its issue when nobody has filed that before', () => {
    expect(reportOf({ issue: 'Lost in a drawer', subIssue: '' })).toMatchObject({
      category: 'other',
      subject: 'Lost in a drawer',
      facts: { issue: 'Lost in a drawer' },
    });
  });

  it('names its loss in the subject where it is known, and no loss otherwise', () => {
    const known = reportOf({}, { lossMinor: 1_234_500 });
    expect(known?.subject).toBe('Card fees ($12,345.00)');
    expect(known?.loss).toEqual({ kind: 'money', amount: { minor: 1_234_500, currency: 'USD' } });
    expect(reportOf()).not.toHaveProperty('loss');
  });

  it('has a number of the range for fiction, an address, both or none, as its customer is reached', () => {
    const pointsOf = (reachedBy: Part['reachedBy']): readonly unknown[] => {
      const customer = reportOf({}, { reachedBy, complaintId: '100' })?.customer;
      return [customer?.email, customer?.phone];
    };
    expect(pointsOf(['sms'])).toEqual([undefined, '+12025550100']);
    expect(pointsOf(['email', 'sms'])).toEqual(['ada.quill@customers.example', '+12025550100']);
    expect(pointsOf([])).toEqual([undefined, undefined]);
  });

  it('is re-dated to the time before the run, at the distances in which the complaints came', () => {
    const three = [
      ['1', '2019-01-11'],
      ['2', '2019-01-01'],
      ['3', '2019-01-06'],
    ].map(([complaintId = '', dateReceived = '']) => aComplaint({ complaintId, dateReceived }));
    const all = scenes(
      three,
      three.map(({ complaintId }) => aPart({ complaintId })),
      span,
    );
    expect(all.map(({ report }) => [report.id, beginsAt - Date.parse(report.occurredAt)])).toEqual([
      ['cfpb-2', 10_000],
      ['cfpb-3', 5_000],
      ['cfpb-1', 0],
    ]);
  });

  it('cannot be played without the complaint', () => {
    expect(() => scenes([], [aPart()], span)).toThrow('no complaint 100');
  });
});

describe('the cast of the demo', async () => {
  const complaints = await readComplaints();
  const all = scenes(complaints, cast, span);

  it('plays all twenty-five complaints, each once, for twenty-four customers', () => {
    expect(all).toHaveLength(25);
    expect(new Set(all.map(({ report }) => report.id)).size).toBe(25);
    expect(complaints.map(({ complaintId }) => complaintId).sort()).toEqual(
      cast.map(({ complaintId }) => complaintId).sort(),
    );
    expect(new Set(all.map(({ report }) => report.customer.id)).size).toBe(24);
  });

  it('makes reports that the API takes', () => {
    const faults = all.flatMap(({ report }) => incidentBody.safeParse(report).error?.issues ?? []);
    expect(faults).toEqual([]);
  });

  it('gives every customer a zone, and no two customers one address or number', () => {
    const people = all.filter(({ part }) => part.sameCustomerAs === undefined).map(({ report }) => report.customer);
    expect(people.filter(({ timeZone }) => timeZone === undefined)).toEqual([]);
    const points = people.flatMap(({ email = [], phone = [] }) => [email, phone].flat());
    expect(new Set(points).size).toBe(points.length);
    expect(points.every((point) => /^\+120255501\d\d$|@customers\.example$/.test(point))).toBe(true);
  });

  it('reports both complaints of one customer as the same person', () => {
    const two = all.filter(({ report }) => report.customer.id === 'c-3104828').map(({ report }) => report.customer);
    expect(two).toHaveLength(2);
    expect(two[0]).toEqual(two[1]);
    expect(partsOf(cast)('c-3104828').map(({ complaintId }) => complaintId)).toEqual(['3104828', '3105342']);
  });

  it('names every complaint by a topic, and none in a language of forms', () => {
    expect(all.filter(({ report }) => report.category === 'other')).toEqual([]);
  });
});
