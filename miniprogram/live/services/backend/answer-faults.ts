import type { Fault } from '../../domain/parse'

/**
 * Logs the parts of the back end's answers that could not be read, to the console and to the real-time
 * log of the mini-program's admin console. Each kind of fault is logged once per start of the app.
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
      for (const kind of Object.keys(counts)) {
        if (loggedKinds[kind] === true) continue
        loggedKinds[kind] = true
        log(
          `${path}: ${counts[kind] ?? 0} ${kind}. ` +
            'App and back end have incompatible versions: see docs/release.md.',
        )
      }
    },
  }
}

function log(line: string): void {
  console.warn(line)
  // other mini-program runtimes may lack it
  if ('getRealtimeLogManager' in wx) wx.getRealtimeLogManager().warn(line)
}
