type Labels = Readonly<Record<string, string | number>>

export interface Timings {
  /**
   * @returns what counts one answer of these labels; to be kept, as looking it up costs more than
   *   counting
   */
  of(labels: Labels): (seconds: number) => void
  /** In the text format of Prometheus. */
  text(): string
}

export interface TimingsParts {
  readonly name: string
  readonly help: string
  /** Ascending, in seconds. */
  readonly bounds: readonly number[]
}

/**
 * A histogram of which each series is looked up once. That of prom-client checks and joins the labels
 * again for each value, at a twentieth of what a whole read costs.
 */
export function createTimings({ name, help, bounds }: TimingsParts): Timings {
  const series = new Map<string, Series>()
  return {
    of: (labels) => {
      const words = inWords(labels)
      const one = series.get(words) ?? new Series(bounds)
      series.set(words, one)
      return (seconds) => {
        one.add(seconds)
      }
    },
    text: () =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} histogram`,
        ...[...series].flatMap(([words, one]) => one.lines(name, words)),
        '',
      ].join('\n'),
  }
}

class Series {
  readonly #bounds: readonly number[]
  /** How many were within each bound and none before it. */
  readonly #within: number[]
  #count = 0
  #sum = 0

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#within = bounds.map(() => 0)
  }

  add(seconds: number): void {
    this.#count += 1
    this.#sum += seconds
    const place = this.#bounds.findIndex((bound) => seconds <= bound)
    const before = this.#within[place]
    if (before !== undefined) this.#within[place] = before + 1
  }

  lines(name: string, words: string): string[] {
    if (this.#count === 0) return []
    let sofar = 0
    return [
      ...this.#bounds.map((bound, place) => {
        sofar += this.#within[place] ?? 0
        return `${name}_bucket{le="${bound}",${words}} ${sofar}`
      }),
      `${name}_bucket{le="+Inf",${words}} ${this.#count}`,
      `${name}_sum{${words}} ${this.#sum}`,
      `${name}_count{${words}} ${this.#count}`,
    ]
  }
}

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/: what has to be escaped */
function inWords(labels: Labels): string {
  const escaped = (value: string | number): string =>
    String(value).replace(/[\\"\n]/g, (one) => (one === '\n' ? '\\n' : `\\${one}`))
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${escaped(value)}"`)
    .join(',')
}
