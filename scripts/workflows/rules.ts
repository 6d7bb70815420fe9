/**
 * What GitHub lets pass in a workflow and we do not: each has cost somebody a key or a day. Pure; the
 * reading is `read-workflow.ts`.
 */
import { below, commentOn, eventsOf, jobsOf, type Entry, type Job, type Workflow } from './workflow'

export interface Fault {
  readonly line: number
  readonly message: string
}

export interface WorkflowRule {
  readonly name: string
  readonly check: (workflow: Workflow) => readonly Fault[]
}

const fault = ({ line }: { readonly line: number }, message: string): Fault => ({ line, message })
const lastOf = ({ path }: Entry) => path.at(-1)

/** A tag can be moved to other code overnight; a commit cannot. */
const pinnedAction: WorkflowRule = {
  name: 'pinned-action',
  check: (workflow) =>
    below(workflow, 'jobs')
      .filter((entry) => lastOf(entry) === 'uses' && !entry.text.startsWith('./'))
      .flatMap((entry) => {
        const pinned =
          /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(entry.text) ||
          /^docker:\/\/\S+@sha256:[0-9a-f]{64}$/.test(entry.text)
        if (!pinned)
          return [
            fault(
              entry,
              `${entry.text} may be other code tomorrow. Pin it: owner/name@<the 40 hex digits of its commit> # v1.2.3`,
            ),
          ]
        if (/^v\d+\.\d+\.\d+\b/.test(commentOn(workflow, entry.line))) return []
        return [fault(entry, 'Nobody can read a commit. Write its version behind it: # v1.2.3')]
      }),
}

/** Without the key the token of a run may do what the repository's settings say, often everything. */
const permissions: WorkflowRule = {
  name: 'permissions',
  check: (workflow) => {
    const atTop = below(workflow, 'permissions')
    const inJobs = below(workflow, 'jobs').filter(({ path }) => path[2] === 'permissions')
    const tooMuch = ({ text }: Entry) => !['read', 'none', ''].includes(text)
    return [
      ...(atTop.length === 0
        ? [
            fault(
              { line: 1 },
              'It says no permissions. Write permissions: contents: read at the top.',
            ),
          ]
        : []),
      ...atTop
        .filter(tooMuch)
        .map((entry) =>
          fault(entry, `${entry.text} for every job. Give it to the one job that needs it.`),
        ),
      ...inJobs
        .filter((entry) => tooMuch(entry) && commentOn(workflow, entry.line) === '')
        .map((entry) => fault(entry, `${entry.text}, and why? Say it behind it: # because …`)),
    ]
  },
}

/** These run with the repository's secrets on what anybody has sent. */
const forkEvent: WorkflowRule = {
  name: 'fork-event',
  check: (workflow) =>
    eventsOf(workflow)
      .filter(({ text }) => text === 'pull_request_target' || text === 'workflow_run')
      .map((event) =>
        fault(event, `${event.text} hands the secrets to a fork's run. Use pull_request.`),
      ),
}

/** The title of a pull request would be read as commands. In an environment variable it is data. */
const expressionInRun: WorkflowRule = {
  name: 'expression-in-run',
  check: (workflow) =>
    below(workflow, 'jobs')
      .filter((entry) => lastOf(entry) === 'run' && entry.text.includes('${{'))
      .map((entry) =>
        fault(
          entry,
          'A shell would run whatever the expression becomes. Put it into env: and write "$NAME" here.',
        ),
      ),
}

const SECRET = /\bsecrets\s*(?:\.\s*(\w+)|\[)/

/** Entries that hand a secret on. GitHub's own token is bounded by the permissions. */
function secretsOf({ entries }: Pick<Workflow, 'entries'>): Entry[] {
  return entries.filter((entry) => {
    if (entry.path[2] === 'secrets') return true // of a workflow that is called, or inherit
    const named = SECRET.exec(entry.text)
    return named !== null && named[1] !== 'GITHUB_TOKEN'
  })
}

const SAME_REPOSITORY =
  /github\.event\.pull_request\.head\.repo\.full_name\s*==\s*github\.repository\b/

function guarded({ id, entries }: Job): boolean {
  const condition = below({ entries }, 'jobs', id, 'if')[0]?.text ?? ''
  return SAME_REPOSITORY.test(condition) && !condition.includes('||') && !condition.includes('!(')
}

/** GitHub keeps secrets from a fork's run by itself; a setting can undo that, and then this stands. */
const secretInFork: WorkflowRule = {
  name: 'secret-in-fork',
  check: (workflow) => {
    if (!eventsOf(workflow).some(({ text }) => text === 'pull_request')) return []
    return jobsOf(workflow).flatMap((job) => {
      const [secret] = secretsOf(job)
      if (secret === undefined || guarded(job)) return []
      return [
        fault(
          secret,
          `The job ${job.id} would run for a fork too. Give it ` +
            'if: github.event.pull_request.head.repo.full_name == github.repository, and no ||',
        ),
      ]
    })
  },
}

/** In the environment of a job, every package that is installed could read it. */
const secretScope: WorkflowRule = {
  name: 'secret-scope',
  check: (workflow) =>
    secretsOf(workflow)
      .filter(({ path }) => {
        const ofStep = path[0] === 'jobs' && path[2] === 'steps' && path[4] === 'env'
        return !ofStep && !(path[0] === 'jobs' && path[2] === 'secrets')
      })
      .map((entry) =>
        fault(entry, 'A secret belongs into env: of the one step that needs it, and nowhere else.'),
      ),
}

/** Two uploads at once: the older may win. */
const concurrency: WorkflowRule = {
  name: 'concurrency',
  check: (workflow) =>
    below(workflow, 'concurrency').length > 0
      ? []
      : [fault({ line: 1 }, 'Two runs may overtake each other. Say concurrency: at the top.')],
}

/** GitHub's own limit is six hours. */
const timeLimit: WorkflowRule = {
  name: 'time-limit',
  check: (workflow) =>
    jobsOf(workflow)
      .filter(
        ({ id, entries }) =>
          below({ entries }, 'jobs', id, 'uses').length === 0 && // that workflow has its own
          below({ entries }, 'jobs', id, 'timeout-minutes').length === 0,
      )
      .map((job) => fault(job, `The job ${job.id} may hang for six hours. Say timeout-minutes.`)),
}

/** checkout leaves its token in .git/config, where every later step can read it. */
const checkoutToken: WorkflowRule = {
  name: 'checkout-token',
  check: (workflow) =>
    below(workflow, 'jobs')
      .filter((entry) => lastOf(entry) === 'uses' && entry.text.startsWith('actions/checkout@'))
      .filter(({ path }) => {
        const step = path.slice(0, -1)
        const kept = below(workflow, ...step, 'with', 'persist-credentials')
        return kept[0]?.text !== 'false'
      })
      .map((entry) =>
        fault(entry, 'It leaves a token in .git/config. Say with: persist-credentials: false'),
      ),
}

export const WORKFLOW_RULES: readonly WorkflowRule[] = [
  pinnedAction,
  permissions,
  forkEvent,
  expressionInRun,
  secretInFork,
  secretScope,
  concurrency,
  timeLimit,
  checkoutToken,
]
