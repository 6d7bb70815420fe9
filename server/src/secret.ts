import { inspect } from 'node:util'

/**
 * A secret value. Printed, logged or serialised it is `[secret]`; only `reveal` returns it, so
 * every use can be found by name.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}
