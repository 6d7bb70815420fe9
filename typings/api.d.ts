// Generated from the routes of server/ by `npm run typings`. Do not edit by hand.

export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Liveness: restart the process if this fails */
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
        /** Readiness: storage and ledger can be reached. An outage of WeChat does not change it */
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
        /** Metrics in the text format of Prometheus; protected by METRICS_TOKEN if set */
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
        /** Everything that the storefront shows */
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
        /** Rooms of one list, page by page */
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
        /** Get the id of the group from which this phone entered */
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
        /** Read the list from WeChat now; charged as `manual` */
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
        /** Run the steps that are due, for an outside timer (SCHEDULER=tick) */
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
        /** Use of the day's calls */
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
        /** @description Price of goods. All amounts are whole 分 (1 yuan = 100). */
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
            /** @description The merchant's own id, from the query parameter PRODUCT_ID_PARAM of the goods page. Numeric ids are sent as numbers, because apps of version 0.1.0 read only numbers. null if the page has no id, and for goods of another mini-program. */
            productId: string | number | null;
            /** @description WeChat's goods_id; null in rooms of 2020 */
            goodsId: number | null;
            /** @description Name of the goods */
            title: string;
            /** @description Picture of the goods; '' if there is none */
            coverUrl: string;
            price: components["schemas"]["Price"];
            /** @description The page that sells the goods, without leading slash and without .html */
            path: string;
            /** @description The query of that page, still encoded; '' if there is none */
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
            /** @description Background picture of the room; '' if there is none */
            coverUrl: string;
            /** @description Picture for share cards, 5:4; '' if there is none */
            shareImageUrl: string;
            /** @description Square picture for WeChat's public lists; '' if there is none */
            feedsImageUrl: string;
            /** @description Name of the host */
            anchorName: string;
            /**
             * @description 101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 interrupted (may come back within 15 minutes), 107 expired; null for an undocumented status. Never merged into other codes.
             * @enum {integer|null}
             */
            liveStatus: 101 | 102 | 103 | 104 | 105 | 106 | 107 | null;
            /** @description Planned start, in Unix seconds */
            startAtSec: number;
            /** @description Planned end, in Unix seconds */
            endAtSec: number;
            /**
             * @description How the host broadcasts: from a phone or by push stream (推流); null if unknown
             * @enum {string|null}
             */
            liveType: "phone" | "push-stream" | null;
            /** @description What shoppers can use in the room */
            features: {
                /** @description Likes */
                likes: boolean;
                /** @description Goods list (货架) in the room */
                goodsShelf: boolean;
                /** @description Comments */
                comments: boolean;
                /** @description Customer service (客服) */
                customerService: boolean;
                /** @description Replay in the room after the broadcast */
                replay: boolean;
            };
            /** @description Whether WeChat may show the room in its public lists (官方收录) */
            isFeedsPublic: boolean;
            /** @description Whether a replay can be played now */
            hasReplay: boolean;
            /** @description Number of goods in the room */
            goodsCount: number;
            /** @description The first 3 goods in lists; all goods in RoomDetail */
            goods: components["schemas"]["Goods"][];
        };
        /** @description Age of an answer */
        Freshness: {
            /** @description Last successful read from WeChat; with LIVE_ROOMS=off, the start of the current hour, in Unix seconds */
            asOfSec: number;
            /** @description Whether the list is older than planned. The app should tell shoppers. */
            stale: boolean;
            /** @description Time to wait before the next request, in seconds (a duration) */
            refreshAfterSec: number;
        };
        /** @description Everything that the storefront shows, in one answer */
        Home: components["schemas"]["Freshness"] & {
            /** @description The merchant's Channels accounts (视频号), by finderUserName. The phone asks WeChat what they show. Empty if there are none. */
            channelsAccounts: string[];
            /** @description Live rooms: 101, 105, 106, then rooms with an unknown status; latest start first */
            live: components["schemas"]["Room"][];
            /** @description Rooms not started (102), next start first */
            upcoming: components["schemas"]["Room"][];
            /** @description Ended rooms with a playable replay, newest first */
            replays: components["schemas"]["Room"][];
            /** @description The shop's own goods from the rooms above, without duplicates, live rooms first */
            goods: components["schemas"]["Goods"][];
        };
        /** @description One page of rooms */
        RoomList: components["schemas"]["Freshness"] & {
            /** @description The merchant's Channels accounts (视频号), by finderUserName. The phone asks WeChat what they show. Empty if there are none. */
            channelsAccounts: string[];
            /** @description Number of rooms in each list */
            counts: {
                live: number;
                upcoming: number;
                replay: number;
            };
            /** @description One page of the list */
            rooms: components["schemas"]["Room"][];
            /** @description Value of `cursor` for the next page; null on the last page */
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
            /** @description When the segment was created, in Unix seconds; null if WeChat sent no plausible date */
            createdAtSec: number | null;
            /** @description When the address expires, in Unix seconds; null if WeChat sent no plausible date */
            expiresAtSec: number | null;
        };
        /** @description Replays of an ended room */
        ReplayList: components["schemas"]["Freshness"] & {
            /** @description Id of the live room */
            roomId: number;
            /** @description Playable segments, oldest first, without expired ones */
            replays: components["schemas"]["Replay"][];
        };
        /** @description Goods, and the rooms that sell them */
        ProductDetail: components["schemas"]["Freshness"] & {
            product: components["schemas"]["Goods"];
            /** @description Rooms that sell the product: live, upcoming, replays, then the rest */
            rooms: components["schemas"]["Room"][];
        };
        /** @description Body of every error answer */
        Problem: {
            /**
             * @description Error code, for programs
             * @enum {string}
             */
            code: "bad-request" | "not-found" | "wrong-method" | "room-not-found" | "product-not-found" | "not-allowed" | "too-many-requests" | "login-refused" | "session-expired" | "undecipherable" | "wechat-unavailable" | "sessions-unavailable" | "ledger-down" | "no-list-yet" | "internal";
            /** @description Error message for the user, in Chinese */
            tell: string;
            /** @description The invalid parameter */
            field?: string;
        };
        /** @description The process answers */
        Liveness: {
            /** @enum {string} */
            status: "alive";
        };
        /** @description Whether the back end is ready, and what prevents it */
        Readiness: {
            /** @description Whether storage can be read and calls can be counted. The list in memory is served in any case. An outage of WeChat does not change this value. */
            ready: boolean;
            /**
             * @description LIVE_ROOMS. off: getliveinfo is not called, no call is counted, and `ready` depends on storage only.
             * @enum {string}
             */
            liveRooms: "on" | "off";
            /** @description 'ok', or what is wrong and how to fix it */
            storage: string;
            snapshot: {
                /** @description Last successful read from WeChat, in Unix seconds */
                asOfSec: number;
                /** @description Age of the list, in seconds */
                ageSec: number;
                stale: boolean;
                /** @description Rooms in the list */
                rooms: number;
                /** @description Rooms of the last full scan that could not be parsed */
                dropped: number;
                /** @description Goods in the list that are not shown, because they have no price or no page */
                goodsDropped: number;
            } | null;
            quota: {
                /** @description Calendar day in Beijing, YYYY-MM-DD */
                day: string;
                /** @description Calls charged today */
                used: number;
                /** @description Calls allowed today */
                limit: number;
                /** @description Whether WeChat answered that the day's calls are used up (45009) */
                closed: boolean;
                /** @description Next midnight in Beijing, in Unix seconds */
                resetAtSec: number;
            } | null;
            lastWechatError: {
                /** @description Time of the failure, in Unix seconds */
                atSec: number;
                /** @description errcode of WeChat, or the kind of failure */
                code: string;
                /** @description Instruction for the merchant */
                whatToDo: string;
                pause: {
                    /**
                     * @description What ends the pause. Changed settings and a requested refresh end every pause.
                     * @enum {string}
                     */
                    end: "settings-change" | "restart" | "hour";
                    nextTryAtSec: number | null;
                } | null;
            } | null;
        };
        /** @description A session of this phone. It gives access to POST /group-entries only. */
        Session: {
            /** @description Sent as a bearer token. Secret. */
            sessionToken: string;
            /** @description When the session expires, in Unix seconds */
            expiresAtSec: number;
        };
        /** @description The WeChat group from which the phone entered */
        GroupEntry: {
            /** @description openGId, the same for every member of the group */
            groupId: string;
        };
        /** @description Use of the day's getliveinfo calls */
        QuotaReport: {
            /** @description Calendar day in Beijing, YYYY-MM-DD */
            day: string;
            /** @description Calls charged today */
            used: number;
            /** @description Calls allowed today */
            limit: number;
            /** @description Calls charged today, by purpose */
            usedByPurpose: {
                /** @description The list */
                sync: number;
                /** @description Replays */
                replay: number;
                /** @description Refreshes requested by the merchant */
                manual: number;
                /** @description Taken from the hard reserve */
                reserve: number;
            };
            /** @description Whether WeChat answered that the day's calls are used up (45009) */
            closed: boolean;
            /** @description Next midnight in Beijing, in Unix seconds */
            resetAtSec: number;
        };
        /** @description Result of a refresh */
        RefreshReport: {
            /**
             * @description pending: the refresh is still running, or another instance holds the lock; see /readyz for the result
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
            /** @description Whether the back end is ready, and what prevents it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Whether the back end is ready, and what prevents it */
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
            /** @description Body of every error answer */
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
            /** @description Everything that the storefront shows, in one answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            /** @description Body of every error answer */
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
                /** @description live = 101, 105, 106 and unknown; upcoming = 102; replay = 103 with a playable replay. Without it: all rooms, including banned rooms, expired rooms and ended rooms without a replay. */
                list?: "live" | "upcoming" | "replay";
                /** @description Deprecated former name of `list`, used if `list` is missing */
                status?: "live" | "upcoming" | "replay";
                /** @description `nextCursor` of the previous page */
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
            /** @description Body of every error answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
            /** @description Body of every error answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
            /** @description Body of every error answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
                /** @description The merchant's own id of the goods. If no goods have this id, it is looked up as WeChat's goods_id, which links of version 0.1.0 carry. */
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
            /** @description Body of every error answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
                    /** @description Code of wx.login; valid once, for 5 minutes */
                    code: string;
                };
            };
        };
        responses: {
            /** @description A session of this phone. It gives access to POST /group-entries only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Body of every error answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
                    /** @description encryptedData of wx.getShareInfo or wx.getGroupEnterInfo */
                    encryptedData: string;
                    /** @description iv of the same answer */
                    iv: string;
                };
            };
        };
        responses: {
            /** @description The WeChat group from which the phone entered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupEntry"];
                };
            };
            /** @description Body of every error answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
            /** @description Result of a refresh */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshReport"];
                };
            };
            /** @description Body of every error answer */
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
            /** @description Result of a refresh */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshReport"];
                };
            };
            /** @description Body of every error answer */
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
            /** @description Use of the day's getliveinfo calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaReport"];
                };
            };
            /** @description Body of every error answer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Body of every error answer */
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
