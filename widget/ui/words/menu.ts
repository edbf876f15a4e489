/** What the menu offers. */
export interface MenuWords {
  menu: string
  emoji: string
  sound: string
  download: string
  /** Above a downloaded chat. */
  transcript: (shop: string) => string
  erase: string
  sure: string
  yes: string
  no: string
  erasing: string
  erased: string
  failed: string
}

export const english: MenuWords = {
  menu: 'More',
  emoji: 'Emoji',
  sound: 'Sound',
  download: 'Download this chat',
  transcript: shop => `Chat with ${shop}`,
  erase: 'Delete my chat',
  sure: 'Delete everything you wrote here, also at the shop? It cannot be brought back.',
  yes: 'Delete',
  no: 'Keep it',
  erasing: 'Deleting…',
  erased: 'Your chat was deleted.',
  failed: 'That failed. Please try again.',
}
