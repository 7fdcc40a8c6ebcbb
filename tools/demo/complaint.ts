import { readFile } from 'node:fs/promises';

/** A complaint as `examples/complaints.json` holds it; see `examples/README.md`. */
export interface Complaint {
  readonly complaintId: string;
  /** `YYYY-MM-DD`. */
  readonly dateReceived: string;
  /** Two letters of the United States Postal Service. */
  readonly state: string;
  readonly product: string;
  readonly issue: string;
  /** Empty where the product has none. */
  readonly subIssue: string;
  /** In the customer's own words; the bureau has blanked what is personal as XXXX. */
  readonly narrative: string;
}

const file = new URL('../../examples/complaints.json', import.meta.url);

/** The 25 complaints of the demo, oldest first. */
export async function readComplaints(): Promise<readonly Complaint[]> {
  return JSON.parse(await readFile(file, 'utf8')) as Complaint[];
}
