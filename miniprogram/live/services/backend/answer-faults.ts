import type { Fault } from '../../domain/parse'

/**
 * What of the back end's answers could not be read. The merchant sees it in the real-time log of the
 * mini-program's console, a developer in DevTools; each kind of fault is logged once in a visit.
 * @see wx.getRealtimeLogManager
 */
const loggedKinds: Record<string, true> = {}

const FAULT_LABELS: Readonly<Record<Fault['what'], string>> = {
  room: 'live rooms left out',
  goods: 'goods left out',
  replay: 'replays left out',
  list: 'lists left out',
  field: 'values replaced by the default',
}

/** Collects the faults of one answer. */
export function collectFaults(): {
  readonly add: (fault: Fault) => void
  readonly report: (path: string) => void
} {
  const counts: Record<string, number> = {}
  return {
    add({ what, field }) {
      const kind = `${FAULT_LABELS[what]}: field "${field}" is missing or of another type`
      counts[kind] = (counts[kind] ?? 0) + 1
    },
    report(path) {
      Object.keys(counts).forEach((kind) => {
        if (loggedKinds[kind] === true) return
        loggedKinds[kind] = true
        log(
          `${path}: ${counts[kind] ?? 0} ${kind}. ` +
            'App and back end are of versions that do not fit: see docs/release.md.',
        )
      })
    },
  }
}

function log(line: string): void {
  console.warn(line)
  // other runtimes of mini-programs may lack it
  if ('getRealtimeLogManager' in wx) wx.getRealtimeLogManager().warn(line)
}
