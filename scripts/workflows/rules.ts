/** Rules for faults in workflows that GitHub accepts. Pure; `read-workflow.ts` reads the files. */
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

/** A tag can be moved to other code; a commit cannot. */
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
              `${entry.text} can change to other code. Pin it: owner/name@<the 40 hex digits of its commit> # v1.2.3`,
            ),
          ]
        if (/^v\d+\.\d+\.\d+\b/.test(commentOn(workflow, entry.line))) return []
        return [fault(entry, 'Add the version of this commit as a comment: # v1.2.3')]
      }),
}

/**
 * Without `permissions`, the token of a run has the permissions of the repository's settings, often
 * all.
 */
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
              'The workflow has no permissions. Add permissions: contents: read at the top.',
            ),
          ]
        : []),
      ...atTop
        .filter(tooMuch)
        .map((entry) =>
          fault(
            entry,
            `${entry.text} applies to all jobs. Grant it only to the job that needs it.`,
          ),
        ),
      ...inJobs
        .filter((entry) => tooMuch(entry) && commentOn(workflow, entry.line) === '')
        .map((entry) =>
          fault(entry, `${entry.text} needs a reason. Add it as a comment: # because …`),
        ),
    ]
  },
}

/** These events run code of forks with the repository's secrets. */
const forkEvent: WorkflowRule = {
  name: 'fork-event',
  check: (workflow) =>
    eventsOf(workflow)
      .filter(({ text }) => text === 'pull_request_target' || text === 'workflow_run')
      .map((event) =>
        fault(event, `${event.text} gives a fork's run access to the secrets. Use pull_request.`),
      ),
}

/** The title of a pull request would run as a command. In an environment variable it is data. */
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

/** Entries that pass on a secret. GitHub's own token is limited by the permissions. */
function secretsOf({ entries }: Pick<Workflow, 'entries'>): Entry[] {
  return entries.filter((entry) => {
    if (entry.path[2] === 'secrets') return true // secrets for a called workflow, or inherit
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

/** GitHub withholds secrets from a fork's run by default, but a setting can change that. */
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

/** In the environment of a job, each installed package could read it. */
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

/** With two uploads at once, the older could replace the newer. */
const concurrency: WorkflowRule = {
  name: 'concurrency',
  check: (workflow) =>
    below(workflow, 'concurrency').length > 0
      ? []
      : [fault({ line: 1 }, 'Two runs may overtake each other. Say concurrency: at the top.')],
}

/** GitHub's default limit is six hours. */
const timeLimit: WorkflowRule = {
  name: 'time-limit',
  check: (workflow) =>
    jobsOf(workflow)
      .filter(
        ({ id, entries }) =>
          below({ entries }, 'jobs', id, 'uses').length === 0 && // that workflow has its own
          below({ entries }, 'jobs', id, 'timeout-minutes').length === 0,
      )
      .map((job) => fault(job, `The job ${job.id} can hang for six hours. Set timeout-minutes.`)),
}

/** checkout stores its token in .git/config, where all later steps can read it. */
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
