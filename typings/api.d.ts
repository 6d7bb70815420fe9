// Generated from the routes of server/ by `npm run typings`. Do not edit by hand.

export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? If not, restart it */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Storage and ledger at hand? Green while WeChat is down: shoppers get the last list */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts and ages in the text format of Prometheus; METRICS_TOKEN guards it if set */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything the storefront shows */
        get: operations["getHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rooms of one shelf, page by page */
        get: operations["listRooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{roomId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One room with all its goods */
        get: operations["getRoom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{roomId}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playable replays of a room */
        get: operations["getRoomReplays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goods, and the rooms that sell them */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in with the code of wx.login */
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/group-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From which group did this phone come? */
        post: operations["readGroupEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the list from WeChat now; charged as manual */
        post: operations["orderRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do what is due: for an outside timer (SCHEDULER=tick) */
        post: operations["tick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the day's calls went to */
        get: operations["getQuota"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What goods cost. All amounts are whole 分; 1 yuan is 100. */
        Price: {
            /** @enum {string} */
            kind: "single";
            /** @description The price, in 分 */
            priceFen: number;
        } | {
            /** @enum {string} */
            kind: "range";
            /** @description The lowest price, in 分 */
            minFen: number;
            /** @description The highest price, in 分 */
            maxFen: number;
        } | {
            /** @enum {string} */
            kind: "discount";
            /** @description The price before the discount, in 分 */
            originalFen: number;
            /** @description The price now, in 分 */
            priceFen: number;
        };
        /** @description Goods sold in a live room */
        Goods: {
            /** @description The merchant's own id, as the goods' page names it in the query parameter of PRODUCT_ID_PARAM. A text: it is sent as a number where it is one, for apps of version 0.1.0, which read nothing else. null where the page names none, and for goods of another mini-program. */
            productId: string | number | null;
            /** @description WeChat's own number of the goods, goods_id; null in rooms of 2020 */
            goodsId: number | null;
            /** @description Name of the goods */
            title: string;
            /** @description Picture of the goods; '' when there is none */
            coverUrl: string;
            price: components["schemas"]["Price"];
            /** @description The page that sells the goods, without a slash in front and without .html */
            path: string;
            /** @description The query of that page, still encoded; '' for none */
            query: string;
            /** @description AppID of the other mini-program that sells the goods; '' for the shop's own */
            sellerAppId: string;
        };
        /** @description A live room */
        Room: {
            /** @description Id of the live room: roomid at WeChat */
            roomId: number;
            /** @description Name of the room */
            title: string;
            /** @description Background picture of the room; '' when there is none */
            coverUrl: string;
            /** @description Picture for share cards, 5:4; '' when there is none */
            shareImageUrl: string;
            /** @description Square picture for WeChat's public lists; '' when there is none */
            feedsImageUrl: string;
            /** @description Name of the host */
            anchorName: string;
            /**
             * @description 101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 interrupted (may come back within 15 minutes), 107 expired; null when WeChat said something undocumented. Never folded.
             * @enum {integer|null}
             */
            liveStatus: 101 | 102 | 103 | 104 | 105 | 106 | 107 | null;
            /** @description Planned start, in Unix seconds */
            startAtSec: number;
            /** @description Planned end, in Unix seconds */
            endAtSec: number;
            /**
             * @description How the host goes on air: from the phone, or as a push stream (推流); null when unknown
             * @enum {string|null}
             */
            liveType: "phone" | "push-stream" | null;
            /** @description What is open to shoppers in the room */
            features: {
                /** @description Likes */
                likes: boolean;
                /** @description The shelf of goods in the room */
                goodsShelf: boolean;
                /** @description Comments */
                comments: boolean;
                /** @description Customer service (客服) */
                customerService: boolean;
                /** @description Replay in the room after its end */
                replay: boolean;
            };
            /** @description Whether WeChat may show the room in its public lists (官方收录) */
            isFeedsPublic: boolean;
            /** @description Whether a replay can be played now */
            hasReplay: boolean;
            /** @description How many goods the room sells */
            goodsCount: number;
            /** @description The first 3 goods in lists; all of them in RoomDetail */
            goods: components["schemas"]["Goods"][];
        };
        /** @description How old an answer is */
        Freshness: {
            /** @description When WeChat was last read successfully; with LIVE_ROOMS=off, when this hour began, in Unix seconds */
            asOfSec: number;
            /** @description Whether the list is older than the back end means it to be: say so to shoppers */
            stale: boolean;
            /** @description How long to wait before asking again, in seconds (a length of time) */
            refreshAfterSec: number;
        };
        /** @description Everything the storefront shows, in one answer */
        Home: components["schemas"]["Freshness"] & {
            /** @description The merchant's Channels accounts (视频号), by finderUserName: the phone asks WeChat itself what they show. Empty when there are none. */
            channelsAccounts: string[];
            /** @description Rooms on air: 101, 105, 106, then those with an unknown status; latest start first */
            live: components["schemas"]["Room"][];
            /** @description Rooms not started (102), next start first */
            upcoming: components["schemas"]["Room"][];
            /** @description Ended rooms with a playable replay, newest first */
            replays: components["schemas"]["Room"][];
            /** @description The shop's own goods from the rooms above, each once, rooms on air first */
            goods: components["schemas"]["Goods"][];
        };
        /** @description One page of rooms */
        RoomList: components["schemas"]["Freshness"] & {
            /** @description The merchant's Channels accounts (视频号), by finderUserName: the phone asks WeChat itself what they show. Empty when there are none. */
            channelsAccounts: string[];
            /** @description How many rooms each shelf holds */
            counts: {
                live: number;
                upcoming: number;
                replay: number;
            };
            /** @description One page of the shelf */
            rooms: components["schemas"]["Room"][];
            /** @description Pass it as `cursor` for the next page; null on the last page */
            nextCursor: string | null;
        };
        /** @description A live room with all its goods */
        RoomDetail: components["schemas"]["Freshness"] & {
            room: components["schemas"]["Room"];
        };
        /** @description One segment of a replay */
        Replay: {
            /** @description Address of the video */
            url: string;
            /** @enum {string} */
            format: "mp4" | "m3u8";
            /** @description When the segment was made, in Unix seconds; null when WeChat sent no believable date */
            createdAtSec: number | null;
            /** @description When its address stops working, in Unix seconds; null when WeChat sent no believable date */
            expiresAtSec: number | null;
        };
        /** @description Replays of an ended room */
        ReplayList: components["schemas"]["Freshness"] & {
            /** @description Id of the live room */
            roomId: number;
            /** @description Playable segments, oldest first; expired ones are never among them */
            replays: components["schemas"]["Replay"][];
        };
        /** @description Goods, and the rooms that sell them */
        ProductDetail: components["schemas"]["Freshness"] & {
            product: components["schemas"]["Goods"];
            /** @description Rooms that sell it: on air first, then upcoming, replays, the rest */
            rooms: components["schemas"]["Room"][];
        };
        /** @description The body of every answer that is not a success */
        Problem: {
            /**
             * @description What went wrong, for programs
             * @enum {string}
             */
            code: "bad-request" | "not-found" | "wrong-method" | "room-not-found" | "product-not-found" | "not-allowed" | "too-many-requests" | "login-refused" | "session-expired" | "undecipherable" | "wechat-unavailable" | "sessions-unavailable" | "ledger-down" | "no-list-yet" | "internal";
            /** @description What went wrong, for people, in Chinese */
            tell: string;
            /** @description The parameter that is wrong */
            field?: string;
        };
        /** @description The process answers */
        Liveness: {
            /** @enum {string} */
            status: "alive";
        };
        /** @description Whether the back end can do its work, and what hinders it */
        Readiness: {
            /** @description Whether storage can be read and calls can be counted. The list in memory is served either way, and WeChat being down does not change it. */
            ready: boolean;
            /**
             * @description LIVE_ROOMS. off: WeChat is not asked for rooms, no call is counted, and storage alone decides.
             * @enum {string}
             */
            liveRooms: "on" | "off";
            /** @description 'ok', or what is wrong and what to do */
            storage: string;
            snapshot: {
                /** @description When WeChat was last read successfully, in Unix seconds */
                asOfSec: number;
                /** @description Age of the list, in seconds */
                ageSec: number;
                stale: boolean;
                /** @description Rooms in the list */
                rooms: number;
                /** @description Rooms of the last full read that could not be understood */
                dropped: number;
                /** @description Goods of the rooms in the list that have no price or no page, and are not shown */
                goodsDropped: number;
            } | null;
            quota: {
                /** @description Calendar day in Beijing, YYYY-MM-DD */
                day: string;
                /** @description Calls charged today */
                used: number;
                /** @description Calls allowed today */
                limit: number;
                /** @description Whether WeChat said that the day is used up (45009) */
                closed: boolean;
                /** @description Next midnight in Beijing, in Unix seconds */
                resetAtSec: number;
            } | null;
            lastWechatError: {
                /** @description When it happened, in Unix seconds */
                atSec: number;
                /** @description errcode of WeChat, or the kind of failure */
                code: string;
                /** @description Instruction for the merchant */
                whatToDo: string;
                pause: {
                    /**
                     * @description What ends the pause. Changed settings and an ordered refresh end each of them.
                     * @enum {string}
                     */
                    end: "settings-change" | "restart" | "hour";
                    nextTryAtSec: number | null;
                } | null;
            } | null;
        };
        /** @description A session of this phone. It opens nothing but POST /group-entries. */
        Session: {
            /** @description Send it as a bearer token; never show it */
            sessionToken: string;
            /** @description When to log in again, in Unix seconds */
            expiresAtSec: number;
        };
        /** @description The WeChat group from which the phone came */
        GroupEntry: {
            /** @description openGId: the same for every phone of this group */
            groupId: string;
        };
        /** @description What the day's calls of getliveinfo went to */
        QuotaReport: {
            /** @description Calendar day in Beijing, YYYY-MM-DD */
            day: string;
            /** @description Calls charged today */
            used: number;
            /** @description Calls allowed today */
            limit: number;
            /** @description Calls charged today, by what they were for */
            usedByPurpose: {
                /** @description The list */
                sync: number;
                /** @description Replays */
                replay: number;
                /** @description Ordered by the merchant */
                manual: number;
                /** @description Held back */
                reserve: number;
            };
            /** @description Whether WeChat said that the day is used up (45009) */
            closed: boolean;
            /** @description Next midnight in Beijing, in Unix seconds */
            resetAtSec: number;
        };
        /** @description What came of a refresh */
        RefreshReport: {
            /**
             * @description pending: it goes on, or another instance has the turn; /readyz tells what comes of it
             * @enum {string}
             */
            result: "refreshed" | "failed" | "pending";
            /** @description errcode of WeChat, or the kind of failure */
            code?: string;
            /** @description Instruction for the merchant */
            whatToDo?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the back end can do its work, and what hinders it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Whether the back end can do its work, and what hinders it */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The body of every answer that is not a success */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHome: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything the storefront shows, in one answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: {
                /** @description live = 101, 105, 106 and unknown; upcoming = 102; replay = 103 with a playable replay. Without it: all rooms, also banned, expired and ended without a replay. */
                status?: "live" | "upcoming" | "replay";
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rooms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomList"];
                };
            };
            /** @description The body of every answer that is not a success */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the live room */
                roomId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A live room with all its goods */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomDetail"];
                };
            };
            /** @description The body of every answer that is not a success */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoomReplays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the live room */
                roomId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Replays of an ended room */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayList"];
                };
            };
            /** @description The body of every answer that is not a success */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The merchant's own id of the goods. WeChat's number (goods_id) is found as well, where no goods of the merchant has it for an id: links of version 0.1.0 carry it. */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Goods, and the rooms that sell them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductDetail"];
                };
            };
            /** @description The body of every answer that is not a success */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What wx.login gave; WeChat takes it once, within 5 minutes */
                    code: string;
                };
            };
        };
        responses: {
            /** @description A session of this phone. It opens nothing but POST /group-entries. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The body of every answer that is not a success */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readGroupEntry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What wx.getShareInfo or wx.getGroupEnterInfo gave */
                    encryptedData: string;
                    /** @description The iv that came with it */
                    iv: string;
                };
            };
        };
        responses: {
            /** @description The WeChat group from which the phone came */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupEntry"];
                };
            };
            /** @description The body of every answer that is not a success */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orderRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of a refresh */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshReport"];
                };
            };
            /** @description The body of every answer that is not a success */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tick: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of a refresh */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshReport"];
                };
            };
            /** @description The body of every answer that is not a success */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the day's calls of getliveinfo went to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaReport"];
                };
            };
            /** @description The body of every answer that is not a success */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body of every answer that is not a success */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
