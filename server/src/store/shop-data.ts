import type { Snapshot, SnapshotStore } from './snapshot'

/** The snapshot in use: readers get it without waiting, the refresher replaces it. */
export interface ShopData {
  current(): Snapshot | undefined
  /**
   * Shoppers get the new list at once, even when it cannot be kept.
   * @throws when it could not be stored; it is served all the same
   */
  replace(next: Snapshot): Promise<void>
}

/** @throws when the store cannot be read */
export async function loadShopData(store: SnapshotStore): Promise<ShopData> {
  let snapshot = await store.load()
  return {
    current: () => snapshot,
    replace: async (next) => {
      snapshot = next
      await store.save(next)
    },
  }
}
