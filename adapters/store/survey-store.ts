import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { Invitation, Survey, SurveyAnswer, SurveyRef, SurveyStore } from '../../ports/survey-store.js';
import { schemaOptions } from './schema-options.js';
import { surveyIdOf } from './survey-id.js';
import { inserted, untilDecided } from './writes.js';

interface SurveyDocument extends Omit<Survey, 'surveyId'> {
  /** The survey's id, which is the key of tenant, case and round. */
  readonly _id: string;
}

const schema = new Schema<SurveyDocument>(
  {
    _id: String,
    tenant: String,
    caseId: String,
    round: Number,
    customerId: String,
    expiresAt: Number,
    superseded: Boolean,
    answer: Schema.Types.Mixed,
  },
  schemaOptions,
).index({ tenant: 1, customerId: 1 });

const unanswered = mongoose.trusted({ $exists: false });

/** Surveys in the collection `surveys`. */
export class MongoSurveyStore implements SurveyStore {
  readonly #surveys: Model<SurveyDocument>;

  constructor(connection: Connection) {
    this.#surveys = connection.model<SurveyDocument>('Survey', schema, 'surveys');
  }

  invite(invitation: Invitation): Promise<Survey> {
    const surveyId = surveyIdOf(invitation);
    return untilDecided(`inviting to survey ${surveyId}`, async () => {
      const known = await this.get(surveyId);
      if (known !== undefined) return known;
      // Before the insert: a crash in between leaves no two open surveys, and the repeat makes up for the new one.
      await this.#supersede(invitation);
      const survey = { ...invitation, superseded: false };
      return (await inserted(this.#surveys, { _id: surveyId, ...survey })) ? { surveyId, ...survey } : undefined;
    });
  }

  async answer(surveyId: string, answer: SurveyAnswer): Promise<'recorded' | 'used' | 'expired' | 'unknown'> {
    const { matchedCount } = await this.#surveys.updateOne(
      { _id: surveyId, answer: unanswered, superseded: false, expiresAt: mongoose.trusted({ $gt: answer.at }) },
      { $set: { answer } },
    );
    if (matchedCount === 1) return 'recorded';
    const survey = await this.get(surveyId);
    if (survey === undefined) return 'unknown';
    return survey.answer === undefined ? 'expired' : 'used';
  }

  async get(surveyId: string): Promise<Survey | undefined> {
    return surveyOf(await this.#surveys.findOne({ _id: surveyId }).lean<SurveyDocument>());
  }

  ofRound(ref: SurveyRef): Promise<Survey | undefined> {
    return this.get(surveyIdOf(ref));
  }

  async #supersede({ tenant, customerId, caseId, round }: Invitation): Promise<void> {
    const earlier = [
      { caseId: mongoose.trusted({ $ne: caseId }) },
      { caseId, round: mongoose.trusted({ $lt: round }) },
    ];
    await this.#surveys.updateMany(
      { tenant, customerId, answer: unanswered, $or: earlier },
      { $set: { superseded: true } },
    );
  }
}

function surveyOf(document: SurveyDocument | null): Survey | undefined {
  if (document === null) return undefined;
  const { _id, ...rest } = document;
  return { surveyId: _id, ...rest };
}
