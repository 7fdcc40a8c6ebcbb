/**
 * What all schemas have in common: an unknown field is an error, in documents and in filters, instead of vanishing;
 * documents are stored as they are, without mongoose's additions.
 */
export const schemaOptions = { strict: 'throw', strictQuery: 'throw', minimize: false, versionKey: false } as const;
