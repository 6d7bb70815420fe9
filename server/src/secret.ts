import { inspect } from 'node:util'

/**
 * A value that must not be seen. However it is printed, logged or serialised, it says `[secret]`;
 * only `reveal` gives it away, and every use of that can be found by name.
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
