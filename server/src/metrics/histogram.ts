type Labels = Readonly<Record<string, string | number>>

export interface Histogram {
  /**
   * @returns a function that records one value with these labels. Keep it: the lookup costs more than
   *   recording.
   */
  of(labels: Labels): (seconds: number) => void
  /** In the text format of Prometheus. */
  text(): string
}

export interface HistogramParts {
  readonly name: string
  readonly help: string
  /** Ascending, in seconds. */
  readonly bounds: readonly number[]
}

/**
 * A histogram whose series are looked up once. prom-client's histogram validates and joins the
 * labels for each value, which takes a twentieth of the time of a read.
 */
export function createHistogram({ name, help, bounds }: HistogramParts): Histogram {
  const series = new Map<string, Series>()
  return {
    of: (labels) => {
      const key = labelText(labels)
      const one = series.get(key) ?? new Series(bounds)
      series.set(key, one)
      return (seconds) => {
        one.add(seconds)
      }
    },
    text: () =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} histogram`,
        ...[...series].flatMap(([labels, one]) => one.lines(name, labels)),
        '',
      ].join('\n'),
  }
}

class Series {
  readonly #bounds: readonly number[]
  /** Values within each bound and above the previous one. */
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

  lines(name: string, labels: string): string[] {
    if (this.#count === 0) return []
    let cumulative = 0
    return [
      ...this.#bounds.map((bound, place) => {
        cumulative += this.#within[place] ?? 0
        return `${name}_bucket{le="${bound}",${labels}} ${cumulative}`
      }),
      `${name}_bucket{le="+Inf",${labels}} ${this.#count}`,
      `${name}_sum{${labels}} ${this.#sum}`,
      `${name}_count{${labels}} ${this.#count}`,
    ]
  }
}

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/, escaping */
function labelText(labels: Labels): string {
  const escaped = (value: string | number): string =>
    String(value).replace(/[\\"\n]/g, (one) => (one === '\n' ? '\\n' : `\\${one}`))
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${escaped(value)}"`)
    .join(',')
}
