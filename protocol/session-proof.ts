/** What a device signs: where, for whom and when, so that the signature is good for nothing else. */
export function sessionProofText(
  origin: string,
  accountId: string,
  inboxId: string,
  t: number,
): string {
  return `holdfast session 1\n${origin}\n${accountId}\n${inboxId}\n${t}`;
}
