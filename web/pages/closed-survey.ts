/** Why a link does not lead to the questions, with the HTTP status that says so. */
export const closedSurveys = { unknown: 404, expired: 410, superseded: 410, used: 410 } as const;
/** One of the reasons. */
export type ClosedSurvey = keyof typeof closedSurveys;
