// Made by generate-types.mjs from the OpenAPI document of read-models.
export type paths = {
    "/v1/conferencing/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Stream.open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conferencing/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Changes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conferencing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConferencingList.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}/providers/{provider_id}/conferencing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PairConferencing.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}/providers/{provider_id}/conferencing/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PairConferencing.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Hosts.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hosts/{external_user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Hosts.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts/{connected_account_id}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Impact.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        Errors: {
            errors: {
                status: string;
                code: string;
                detail: string;
                source?: {
                    pointer: string;
                };
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    "Stream.open": {
        parameters: {
            query?: {
                service_id?: string;
                provider_id?: string;
                connected_account_id?: string;
                external_user_id?: string;
                host_state?: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    "Changes.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                since?: string;
                until?: string;
                actor?: string;
                batch_id?: string;
                service_id?: string;
                provider_id?: string;
                change?: "assigned" | "reassigned" | "refreshed" | "cleared";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "service_id": "srv_d025a96ac0c6",
                     *           "provider_id": "prov_d025a96ac0c6",
                     *           "version": 1,
                     *           "change": "assigned",
                     *           "reason": null,
                     *           "actor": "token:tok_d025a96ac0c6",
                     *           "batch_id": null,
                     *           "host_state": "ready",
                     *           "occurred_at": "2026-01-13T10:11:12.000Z",
                     *           "from": null,
                     *           "to": {
                     *             "object": "service_provider_conferencing",
                     *             "service_id": "srv_d025a96ac0c6",
                     *             "provider_id": "prov_d025a96ac0c6",
                     *             "conferencing_provider": "zoom_admin",
                     *             "connected_account": {
                     *               "id": "cact_d025a96ac0c6",
                     *               "object": "connected_account",
                     *               "provider": "zoom_admin",
                     *               "status": "active",
                     *               "connection_scope": "account",
                     *               "display_name": "Example Clinic",
                     *               "email": "admin@example.com",
                     *               "external_account_id": "q6gBJVO5TzexKYTb_I2rpg",
                     *               "external_subject": "q6gBJVO5TzexKYTb_I2rpg",
                     *               "user_id": null,
                     *               "created_at": "2026-01-12T12:34:55.000Z",
                     *               "updated_at": "2026-01-13T10:11:12.000Z"
                     *             },
                     *             "external_user": {
                     *               "id": "exusr_d025a96ac0c6",
                     *               "object": "external_user",
                     *               "email": "dr.smith@example.com",
                     *               "first_name": "Jane",
                     *               "last_name": "Smith",
                     *               "status": "active"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "current_page": 1,
                     *         "page_size": 50,
                     *         "total_count": 1,
                     *         "total_pages": 1,
                     *         "complete_since": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            service_id: string;
                            provider_id: string;
                            version: number;
                            /** @enum {string} */
                            change: "assigned" | "reassigned" | "refreshed" | "cleared";
                            reason: string | null;
                            actor: string;
                            batch_id: string | null;
                            /** @enum {string} */
                            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
                            occurred_at: string;
                            from: {
                                /** @enum {string} */
                                object: "service_provider_conferencing";
                                service_id: string;
                                provider_id: string;
                                /** @enum {string} */
                                conferencing_provider: "zoom_admin";
                                connected_account: {
                                    /** @enum {string} */
                                    object: "connected_account";
                                    id: string;
                                    /** @enum {string} */
                                    provider: "google" | "microsoft" | "zoom_admin";
                                    /** @enum {string} */
                                    connection_scope: "user" | "account";
                                    /** @enum {string} */
                                    status: "active" | "reconnect_required" | "insufficient_permissions";
                                    display_name: string | null;
                                    email: string;
                                    external_account_id: string | null;
                                    external_subject: string;
                                    user_id: string | null;
                                    created_at: string;
                                    updated_at: string;
                                };
                                external_user: {
                                    /** @enum {string} */
                                    object: "external_user";
                                    id: string;
                                    email: string | null;
                                    first_name: string | null;
                                    last_name: string | null;
                                    status: string | null;
                                };
                            } | null;
                            to: {
                                /** @enum {string} */
                                object: "service_provider_conferencing";
                                service_id: string;
                                provider_id: string;
                                /** @enum {string} */
                                conferencing_provider: "zoom_admin";
                                connected_account: {
                                    /** @enum {string} */
                                    object: "connected_account";
                                    id: string;
                                    /** @enum {string} */
                                    provider: "google" | "microsoft" | "zoom_admin";
                                    /** @enum {string} */
                                    connection_scope: "user" | "account";
                                    /** @enum {string} */
                                    status: "active" | "reconnect_required" | "insufficient_permissions";
                                    display_name: string | null;
                                    email: string;
                                    external_account_id: string | null;
                                    external_subject: string;
                                    user_id: string | null;
                                    created_at: string;
                                    updated_at: string;
                                };
                                external_user: {
                                    /** @enum {string} */
                                    object: "external_user";
                                    id: string;
                                    email: string | null;
                                    first_name: string | null;
                                    last_name: string | null;
                                    status: string | null;
                                };
                            } | null;
                        }[];
                        meta: {
                            current_page: number;
                            page_size: number;
                            total_count: number;
                            total_pages: number;
                            complete_since: string | null;
                        };
                    };
                };
            };
        };
    };
    "ConferencingList.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                service_id?: string;
                provider_id?: string;
                connected_account_id?: string;
                external_user_id?: string;
                host_state?: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "data": {
                     *             "object": "service_provider_conferencing",
                     *             "service_id": "srv_d025a96ac0c6",
                     *             "provider_id": "prov_d025a96ac0c6",
                     *             "conferencing_provider": "zoom_admin",
                     *             "connected_account": {
                     *               "id": "cact_d025a96ac0c6",
                     *               "object": "connected_account",
                     *               "provider": "zoom_admin",
                     *               "status": "active",
                     *               "connection_scope": "account",
                     *               "display_name": "Example Clinic",
                     *               "email": "admin@example.com",
                     *               "external_account_id": "q6gBJVO5TzexKYTb_I2rpg",
                     *               "external_subject": "q6gBJVO5TzexKYTb_I2rpg",
                     *               "user_id": null,
                     *               "created_at": "2026-01-12T12:34:55.000Z",
                     *               "updated_at": "2026-01-13T10:11:12.000Z"
                     *             },
                     *             "external_user": {
                     *               "id": "exusr_d025a96ac0c6",
                     *               "object": "external_user",
                     *               "email": "dr.smith@example.com",
                     *               "first_name": "Jane",
                     *               "last_name": "Smith",
                     *               "status": "active"
                     *             }
                     *           },
                     *           "version": 1,
                     *           "host_state": "ready",
                     *           "updated_at": "2026-01-13T10:11:12.000Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "current_page": 1,
                     *         "page_size": 50,
                     *         "total_count": 1,
                     *         "total_pages": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            data: {
                                /** @enum {string} */
                                object: "service_provider_conferencing";
                                service_id: string;
                                provider_id: string;
                                /** @enum {string} */
                                conferencing_provider: "zoom_admin";
                                connected_account: {
                                    /** @enum {string} */
                                    object: "connected_account";
                                    id: string;
                                    /** @enum {string} */
                                    provider: "google" | "microsoft" | "zoom_admin";
                                    /** @enum {string} */
                                    connection_scope: "user" | "account";
                                    /** @enum {string} */
                                    status: "active" | "reconnect_required" | "insufficient_permissions";
                                    display_name: string | null;
                                    email: string;
                                    external_account_id: string | null;
                                    external_subject: string;
                                    user_id: string | null;
                                    created_at: string;
                                    updated_at: string;
                                };
                                external_user: {
                                    /** @enum {string} */
                                    object: "external_user";
                                    id: string;
                                    email: string | null;
                                    first_name: string | null;
                                    last_name: string | null;
                                    status: string | null;
                                };
                            };
                            version: number;
                            /** @enum {string} */
                            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
                            updated_at: string;
                        }[];
                        meta: {
                            current_page: number;
                            page_size: number;
                            total_count: number;
                            total_pages: number;
                        };
                    };
                };
            };
        };
    };
    "PairConferencing.get": {
        parameters: {
            query?: {
                min_version?: number;
                wait_ms?: number;
            };
            header?: never;
            path: {
                service_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "object": "service_provider_conferencing",
                     *         "service_id": "srv_d025a96ac0c6",
                     *         "provider_id": "prov_d025a96ac0c6",
                     *         "conferencing_provider": "zoom_admin",
                     *         "connected_account": {
                     *           "id": "cact_d025a96ac0c6",
                     *           "object": "connected_account",
                     *           "provider": "zoom_admin",
                     *           "status": "active",
                     *           "connection_scope": "account",
                     *           "display_name": "Example Clinic",
                     *           "email": "admin@example.com",
                     *           "external_account_id": "q6gBJVO5TzexKYTb_I2rpg",
                     *           "external_subject": "q6gBJVO5TzexKYTb_I2rpg",
                     *           "user_id": null,
                     *           "created_at": "2026-01-12T12:34:55.000Z",
                     *           "updated_at": "2026-01-13T10:11:12.000Z"
                     *         },
                     *         "external_user": {
                     *           "id": "exusr_d025a96ac0c6",
                     *           "object": "external_user",
                     *           "email": "dr.smith@example.com",
                     *           "first_name": "Jane",
                     *           "last_name": "Smith",
                     *           "status": "active"
                     *         }
                     *       },
                     *       "version": 1,
                     *       "host_state": "ready",
                     *       "updated_at": "2026-01-13T10:11:12.000Z"
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @enum {string} */
                            object: "service_provider_conferencing";
                            service_id: string;
                            provider_id: string;
                            /** @enum {string} */
                            conferencing_provider: "zoom_admin";
                            connected_account: {
                                /** @enum {string} */
                                object: "connected_account";
                                id: string;
                                /** @enum {string} */
                                provider: "google" | "microsoft" | "zoom_admin";
                                /** @enum {string} */
                                connection_scope: "user" | "account";
                                /** @enum {string} */
                                status: "active" | "reconnect_required" | "insufficient_permissions";
                                display_name: string | null;
                                email: string;
                                external_account_id: string | null;
                                external_subject: string;
                                user_id: string | null;
                                created_at: string;
                                updated_at: string;
                            };
                            external_user: {
                                /** @enum {string} */
                                object: "external_user";
                                id: string;
                                email: string | null;
                                first_name: string | null;
                                last_name: string | null;
                                status: string | null;
                            };
                        };
                        version: number;
                        /** @enum {string} */
                        host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
                        updated_at: string;
                    };
                };
            };
        };
    };
    "PairConferencing.history": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                service_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 1,
                     *           "change": "assigned",
                     *           "reason": null,
                     *           "actor": "token:tok_d025a96ac0c6",
                     *           "batch_id": null,
                     *           "host_state": "ready",
                     *           "occurred_at": "2026-01-13T10:11:12.000Z",
                     *           "from": null,
                     *           "to": {
                     *             "object": "service_provider_conferencing",
                     *             "service_id": "srv_d025a96ac0c6",
                     *             "provider_id": "prov_d025a96ac0c6",
                     *             "conferencing_provider": "zoom_admin",
                     *             "connected_account": {
                     *               "id": "cact_d025a96ac0c6",
                     *               "object": "connected_account",
                     *               "provider": "zoom_admin",
                     *               "status": "active",
                     *               "connection_scope": "account",
                     *               "display_name": "Example Clinic",
                     *               "email": "admin@example.com",
                     *               "external_account_id": "q6gBJVO5TzexKYTb_I2rpg",
                     *               "external_subject": "q6gBJVO5TzexKYTb_I2rpg",
                     *               "user_id": null,
                     *               "created_at": "2026-01-12T12:34:55.000Z",
                     *               "updated_at": "2026-01-13T10:11:12.000Z"
                     *             },
                     *             "external_user": {
                     *               "id": "exusr_d025a96ac0c6",
                     *               "object": "external_user",
                     *               "email": "dr.smith@example.com",
                     *               "first_name": "Jane",
                     *               "last_name": "Smith",
                     *               "status": "active"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "current_page": 1,
                     *         "page_size": 50,
                     *         "total_count": 1,
                     *         "total_pages": 1,
                     *         "complete_from_version": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            version: number;
                            /** @enum {string} */
                            change: "assigned" | "reassigned" | "refreshed" | "cleared";
                            reason: string | null;
                            actor: string;
                            batch_id: string | null;
                            /** @enum {string} */
                            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
                            occurred_at: string;
                            from: {
                                /** @enum {string} */
                                object: "service_provider_conferencing";
                                service_id: string;
                                provider_id: string;
                                /** @enum {string} */
                                conferencing_provider: "zoom_admin";
                                connected_account: {
                                    /** @enum {string} */
                                    object: "connected_account";
                                    id: string;
                                    /** @enum {string} */
                                    provider: "google" | "microsoft" | "zoom_admin";
                                    /** @enum {string} */
                                    connection_scope: "user" | "account";
                                    /** @enum {string} */
                                    status: "active" | "reconnect_required" | "insufficient_permissions";
                                    display_name: string | null;
                                    email: string;
                                    external_account_id: string | null;
                                    external_subject: string;
                                    user_id: string | null;
                                    created_at: string;
                                    updated_at: string;
                                };
                                external_user: {
                                    /** @enum {string} */
                                    object: "external_user";
                                    id: string;
                                    email: string | null;
                                    first_name: string | null;
                                    last_name: string | null;
                                    status: string | null;
                                };
                            } | null;
                            to: {
                                /** @enum {string} */
                                object: "service_provider_conferencing";
                                service_id: string;
                                provider_id: string;
                                /** @enum {string} */
                                conferencing_provider: "zoom_admin";
                                connected_account: {
                                    /** @enum {string} */
                                    object: "connected_account";
                                    id: string;
                                    /** @enum {string} */
                                    provider: "google" | "microsoft" | "zoom_admin";
                                    /** @enum {string} */
                                    connection_scope: "user" | "account";
                                    /** @enum {string} */
                                    status: "active" | "reconnect_required" | "insufficient_permissions";
                                    display_name: string | null;
                                    email: string;
                                    external_account_id: string | null;
                                    external_subject: string;
                                    user_id: string | null;
                                    created_at: string;
                                    updated_at: string;
                                };
                                external_user: {
                                    /** @enum {string} */
                                    object: "external_user";
                                    id: string;
                                    email: string | null;
                                    first_name: string | null;
                                    last_name: string | null;
                                    status: string | null;
                                };
                            } | null;
                        }[];
                        meta: {
                            current_page: number;
                            page_size: number;
                            total_count: number;
                            total_pages: number;
                            complete_from_version: number | null;
                        };
                    };
                };
            };
        };
    };
    "Hosts.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "object": "host",
                     *           "external_user_id": "exusr_d025a96ac0c6",
                     *           "connected_account_id": "cact_d025a96ac0c6",
                     *           "external_user": {
                     *             "id": "exusr_d025a96ac0c6",
                     *             "object": "external_user",
                     *             "email": "dr.smith@example.com",
                     *             "first_name": "Jane",
                     *             "last_name": "Smith",
                     *             "status": "active"
                     *           },
                     *           "service_provider_count": 1,
                     *           "service_count": 1,
                     *           "provider_count": 1,
                     *           "by_host_state": {
                     *             "ready": 1,
                     *             "unassigned": 0,
                     *             "account_reconnect_required": 0,
                     *             "account_insufficient_permissions": 0,
                     *             "host_inactive": 0,
                     *             "host_pending": 0,
                     *             "host_removed": 0
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "current_page": 1,
                     *         "page_size": 50,
                     *         "total_count": 1,
                     *         "total_pages": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @enum {string} */
                            object: "host";
                            external_user_id: string;
                            connected_account_id: string;
                            external_user: {
                                /** @enum {string} */
                                object: "external_user";
                                id: string;
                                email: string | null;
                                first_name: string | null;
                                last_name: string | null;
                                status: string | null;
                            };
                            service_provider_count: number;
                            service_count: number;
                            provider_count: number;
                            by_host_state: {
                                ready: number;
                                unassigned: number;
                                account_reconnect_required: number;
                                account_insufficient_permissions: number;
                                host_inactive: number;
                                host_pending: number;
                                host_removed: number;
                            };
                        }[];
                        meta: {
                            current_page: number;
                            page_size: number;
                            total_count: number;
                            total_pages: number;
                        };
                    };
                };
            };
        };
    };
    "Hosts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "object": "host",
                     *         "external_user_id": "exusr_d025a96ac0c6",
                     *         "connected_account_id": "cact_d025a96ac0c6",
                     *         "external_user": {
                     *           "id": "exusr_d025a96ac0c6",
                     *           "object": "external_user",
                     *           "email": "dr.smith@example.com",
                     *           "first_name": "Jane",
                     *           "last_name": "Smith",
                     *           "status": "active"
                     *         },
                     *         "service_provider_count": 1,
                     *         "service_count": 1,
                     *         "provider_count": 1,
                     *         "by_host_state": {
                     *           "ready": 1,
                     *           "unassigned": 0,
                     *           "account_reconnect_required": 0,
                     *           "account_insufficient_permissions": 0,
                     *           "host_inactive": 0,
                     *           "host_pending": 0,
                     *           "host_removed": 0
                     *         },
                     *         "services": [
                     *           "srv_d025a96ac0c6"
                     *         ],
                     *         "providers": [
                     *           "prov_d025a96ac0c6"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @enum {string} */
                            object: "host";
                            external_user_id: string;
                            connected_account_id: string;
                            external_user: {
                                /** @enum {string} */
                                object: "external_user";
                                id: string;
                                email: string | null;
                                first_name: string | null;
                                last_name: string | null;
                                status: string | null;
                            };
                            service_provider_count: number;
                            service_count: number;
                            provider_count: number;
                            by_host_state: {
                                ready: number;
                                unassigned: number;
                                account_reconnect_required: number;
                                account_insufficient_permissions: number;
                                host_inactive: number;
                                host_pending: number;
                                host_removed: number;
                            };
                            services: string[];
                            providers: string[];
                        };
                    };
                };
            };
        };
    };
    "Impact.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connected_account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "by_host_state": {
                     *           "ready": 0,
                     *           "unassigned": 0,
                     *           "account_reconnect_required": 1,
                     *           "account_insufficient_permissions": 0,
                     *           "host_inactive": 0,
                     *           "host_pending": 0,
                     *           "host_removed": 0
                     *         },
                     *         "services": [
                     *           "srv_d025a96ac0c6"
                     *         ],
                     *         "providers": [
                     *           "prov_d025a96ac0c6"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            by_host_state: {
                                ready: number;
                                unassigned: number;
                                account_reconnect_required: number;
                                account_insufficient_permissions: number;
                                host_inactive: number;
                                host_pending: number;
                                host_removed: number;
                            };
                            services: string[];
                            providers: string[];
                        };
                    };
                };
            };
        };
    };
}
