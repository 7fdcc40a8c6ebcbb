/** How zod itself words faults: none of it may reach a caller. */
export const wordsOfZod =
  /invalid (input|option|key|element|type|string)|expected|received|too (small|big)|discriminator/i;
