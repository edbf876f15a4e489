/** What an agent's message may hold beside its text. The text says the same to who cannot see a card. */
export type Card =
  /** Answers to choose from; the chosen one becomes the visitor's message. */
  | { kind: 'replies'; options: string[] }
  | {
      kind: 'product'
      title: string
      /** As it is to be read: "Rp 249.000". */
      price: string | null
      image: string | null
      url: string | null
      /** Buttons that call back into the page. */
      actions: CardAction[]
    }
  | { kind: 'form'; title: string; fields: Field[] }

export interface CardAction {
  id: string
  label: string
}

/** One question of a form. */
export interface Field {
  name: string
  label: string
  type: 'text' | 'long' | 'email' | 'tel' | 'number' | 'choice'
  required: boolean
  /** What a `choice` is made from; empty otherwise. */
  options: string[]
}

/** What a visitor's message answers: the option under `reply`, or the fields of a form by name. */
export interface Answer {
  /** Id of the message with the card; null for the shop's form before the chat. */
  to: string | null
  values: Record<string, string>
}
