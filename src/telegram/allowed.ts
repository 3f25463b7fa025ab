/** Who may use the bot. */
export interface Allowed {
  /** `personId` is null where Telegram does not tell who acts. */
  isAllowed(chatId: number, personId: number | null): boolean
  /** The person runs this bot. */
  isOperator(personId: number | null): boolean
}

/** An empty list of allowed ids lets everyone in; operators always may. */
export function createAllowed(config: {
  readonly allowedIds: ReadonlySet<number>
  readonly adminIds: ReadonlySet<number>
}): Allowed {
  const { allowedIds, adminIds } = config
  const isOperator = (personId: number | null): boolean => personId !== null && adminIds.has(personId)
  return {
    isOperator,
    isAllowed: (chatId, personId) =>
      allowedIds.size === 0 ||
      allowedIds.has(chatId) ||
      (personId !== null && allowedIds.has(personId)) ||
      isOperator(personId),
  }
}
