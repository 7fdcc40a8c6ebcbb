import { z } from 'zod';
import { multiLine } from './texts.js';

const yesOrNo = z
  .enum(['yes', 'no'])
  .transform((answer) => answer === 'yes')
  .exactOptional();

/** The survey form as a browser sends it. */
export const surveyBody = z.strictObject({
  score: z.enum(['1', '2', '3', '4', '5']).transform(Number),
  heard: yesOrNo,
  repeated: yesOrNo,
  comment: z
    .string()
    // Browsers send line breaks as two characters and count them as one.
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(multiLine(2_000))
    .default(''),
});
