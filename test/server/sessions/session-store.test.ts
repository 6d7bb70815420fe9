import path from 'node:path'
import { nameOf, newToken, seal } from '../../../server/src/sessions/seal'
import {
  createMemorySessionStore,
  openSqliteSessionStore,
} from '../../../server/src/sessions/session-store'
import { openDatabase } from '../../../server/src/store/database'
import { NOON_MS, useTemporaryFolder } from '../../helpers/node/server/builders'

describe.each(['memory', 'SQLite'])('sessions kept in %s', (where) => {
  const folder = useTemporaryFolder()
  const open = () => {
    if (where === 'memory') return { store: createMemorySessionStore(), close: () => undefined }
    const database = openDatabase(path.join(folder(), 'live.sqlite'))
    return { store: openSqliteSessionStore(database), close: () => database.close() }
  }

  it('are found by their name until they expire', async () => {
    const { store, close } = open()
    const session = seal(newToken(), 'secret')
    await store.put(session, NOON_MS + 1000, NOON_MS)
    expect(await store.get(session.name, NOON_MS + 999)).toEqual(session.sealed)
    expect(await store.get(session.name, NOON_MS + 1000)).toBeUndefined()
    expect(await store.get(nameOf('another'), NOON_MS)).toBeUndefined()
    close()
  })

  it('are forgotten once they have expired', async () => {
    const { store, close } = open()
    const [old, young] = [seal(newToken(), 'secret'), seal(newToken(), 'secret')]
    await store.put(old, NOON_MS + 1000, NOON_MS)
    await store.put(young, NOON_MS + 9000, NOON_MS + 2000)
    // even for a clock that was set back
    expect(await store.get(old.name, NOON_MS)).toBeUndefined()
    expect(await store.get(young.name, NOON_MS)).toEqual(young.sealed)
    close()
  })
})

describe('sessions in memory', () => {
  it('are no more than it has room for', async () => {
    const store = createMemorySessionStore(2)
    const sessions = [1, 2, 3].map(() => seal(newToken(), 'secret'))
    for (const session of sessions) await store.put(session, NOON_MS + 1000, NOON_MS)
    const found = await Promise.all(sessions.map(({ name }) => store.get(name, NOON_MS)))
    expect(found.map((one) => one !== undefined)).toEqual([false, true, true])
  })
})

describe('sessions on a file', () => {
  const folder = useTemporaryFolder()

  it('are there for another process, and after a restart', async () => {
    const file = path.join(folder(), 'live.sqlite')
    const session = seal(newToken(), 'secret')
    const one = openDatabase(file)
    await openSqliteSessionStore(one).put(session, NOON_MS + 1000, NOON_MS)
    one.close()
    const two = openDatabase(file)
    expect(await openSqliteSessionStore(two).get(session.name, NOON_MS)).toEqual(session.sealed)
    two.close()
  })
})
