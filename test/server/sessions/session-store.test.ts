import path from 'node:path'
import { nameOf, newToken, seal } from '../../../server/src/sessions/seal'
import { openSqliteSessionStore } from '../../../server/src/sessions/session-store'
import { openDatabase } from '../../../server/src/store/database'
import { NOON_MS, useTemporaryFolder } from '../../helpers/node/server/builders'

describe('sessions on a file', () => {
  const folder = useTemporaryFolder()
  const open = () => {
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

  it('are deleted after their expiry', async () => {
    const { store, close } = open()
    const [old, young] = [seal(newToken(), 'secret'), seal(newToken(), 'secret')]
    await store.put(old, NOON_MS + 1000, NOON_MS)
    await store.put(young, NOON_MS + 9000, NOON_MS + 2000)
    // also for a clock that was set back
    expect(await store.get(old.name, NOON_MS)).toBeUndefined()
    expect(await store.get(young.name, NOON_MS)).toEqual(young.sealed)
    close()
  })

  it('are available to another process and after a restart', async () => {
    const session = seal(newToken(), 'secret')
    const one = open()
    const other = open()
    await one.store.put(session, NOON_MS + 1000, NOON_MS)
    expect(await other.store.get(session.name, NOON_MS)).toEqual(session.sealed)
    one.close()
    other.close()
    const restarted = open()
    expect(await restarted.store.get(session.name, NOON_MS)).toEqual(session.sealed)
    restarted.close()
  })
})
