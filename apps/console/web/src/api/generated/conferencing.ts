// Made by generate-types.mjs from the OpenAPI document of conferencing.
export type paths = {
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Accounts.list"];
        put?: never;
        post: operations["Accounts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Accounts.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Tokens.list"];
        put?: never;
        post: operations["Tokens.issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Tokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}/signing_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SigningKeys.list"];
        put?: never;
        post: operations["SigningKeys.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}/signing_keys/{signing_key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["SigningKeys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Me.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Services.show"];
        put: operations["Services.put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Services.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Providers.show"];
        put: operations["Providers.put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Providers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}/providers/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ServiceProviders.show"];
        put: operations["ServiceProviders.assign"];
        post?: never;
        delete: operations["ServiceProviders.unassign"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ServiceProviders.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConnectedAccounts.list"];
        put?: never;
        post: operations["ConnectAccount.connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts/{connected_account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConnectedAccounts.show"];
        put?: never;
        post?: never;
        delete: operations["ConnectedAccounts.remove"];
        options?: never;
        head?: never;
        patch: operations["ConnectedAccounts.rename"];
        trace?: never;
    };
    "/v1/connected_accounts/{connected_account_id}/external_users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExternalUsers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts/{connected_account_id}/external_users/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ExternalUsers.sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts/{connected_account_id}/user_mappings/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["UserMappings.show"];
        put: operations["UserMappings.put"];
        post?: never;
        delete: operations["UserMappings.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts/{connected_account_id}/user_mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["UserMappings.list"];
        put: operations["MapUsers.put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connected_accounts/zoom_admin/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OAuth.authorize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/zoom_admin/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OAuth.callback"];
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
        get: operations["ShowHost.show"];
        put: operations["AssignHost.assign"];
        post?: never;
        delete: operations["ClearHost.clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}/providers/{provider_id}/conferencing/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExplainHost.explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{service_id}/conferencing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListHosts.ofService"];
        put: operations["AssignHostsOfService.assign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conferencing/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Attention.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service_providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListPairs.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conferencing/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Summary.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conferencing/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOver.handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conferencing/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["UndoBatch.undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/zoom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ZoomWebhooks.receive"];
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
        AccountResponse: {
            id: string;
            /** @enum {string} */
            object: "account";
            name: string;
            created_at: string;
        };
        CreateAccountRequest: {
            name: string;
        };
        PageMetaResponse: {
            current_page: number;
            page_size: number;
            total_count: number;
            total_pages: number;
        };
        IssuedTokenResponse: {
            id: string;
            /** @enum {string} */
            object: "account_token";
            account_id: string;
            name: string;
            created_at: string;
            revoked_at: string | null;
            token: string;
        };
        IssueTokenRequest: {
            name: string;
        };
        AccountTokenResponse: {
            id: string;
            /** @enum {string} */
            object: "account_token";
            account_id: string;
            name: string;
            created_at: string;
            revoked_at: string | null;
        };
        SigningKeyResponse: {
            kid: string;
            /** @enum {string} */
            object: "signing_key";
            account_id: string;
            public_jwk: {
                [key: string]: string;
            };
            created_at: string;
            revoked_at: string | null;
        };
        PublicJwkRequest: {
            /** @enum {string} */
            kty: "EC";
            /** @enum {string} */
            crv: "P-256";
            x: string;
            y: string;
            /** @enum {string} */
            alg?: "ES256";
            /** @enum {string} */
            use?: "sig";
            kid?: string;
            ext?: boolean;
            key_ops?: "verify"[];
        };
        RegisterSigningKeyRequest: {
            public_jwk: components["schemas"]["PublicJwkRequest"];
        };
        MeAccountResponse: {
            id: string;
            name: string;
        };
        MeResponse: {
            /** @enum {string} */
            kind: "account_token" | "platform" | "user";
            actor: string;
            account: components["schemas"]["MeAccountResponse"] | null;
        };
        ServiceResponse: {
            /** @enum {string} */
            object: "service";
            id: string;
            name: string | null;
            created_at: string;
            updated_at: string;
        };
        PutServiceRequest: {
            name: string;
        };
        ProviderResponse: {
            /** @enum {string} */
            object: "provider";
            id: string;
            display_name: string | null;
            email: string | null;
            first_name: string | null;
            last_name: string | null;
            time_zone: string | null;
            active: boolean;
            created_at: string;
            updated_at: string;
        };
        PutProviderRequest: {
            display_name: string;
            email?: string | null;
            first_name?: string | null;
            last_name?: string | null;
            time_zone?: string | null;
            active?: boolean;
        };
        ServiceProviderResponse: {
            /** @enum {string} */
            object: "service_provider";
            service_id: string;
            provider_id: string;
            provider: components["schemas"]["ProviderResponse"] | null;
            created_at: string;
        };
        ConnectedAccountResponse: {
            id: string;
            /** @enum {string} */
            object: "connected_account";
            /** @enum {string} */
            provider: "google" | "microsoft" | "zoom_admin";
            /** @enum {string} */
            status: "active" | "reconnect_required" | "insufficient_permissions";
            /** @enum {string} */
            connection_scope: "user" | "account";
            display_name: string | null;
            email: string;
            external_account_id: string | null;
            external_subject: string;
            user_id: string | null;
            created_at: string;
            updated_at: string;
        };
        ServerToServerCredentialsRequest: {
            /** @enum {string} */
            type: "server_to_server";
            account_id: string;
            client_id: string;
            client_secret: string;
        };
        ConnectZoomRequest: {
            /** @enum {string} */
            provider: "zoom_admin";
            /** @enum {string} */
            connection_scope: "user" | "account";
            credentials: components["schemas"]["ServerToServerCredentialsRequest"];
            user_id?: string | null;
        };
        RegisterConnectionRequest: {
            /** @enum {string} */
            provider: "google" | "microsoft";
            /** @enum {string} */
            connection_scope: "user" | "account";
            email: string;
            external_subject: string;
            display_name?: string | null;
            external_account_id?: string | null;
            user_id?: string | null;
        };
        RenameConnectionRequest: {
            display_name?: string | null;
        };
        PairRefResponse: {
            service_id: string;
            provider_id: string;
        };
        DisconnectionResponse: {
            cleared: components["schemas"]["PairRefResponse"][];
            mappings: number;
        };
        ExternalUserResponse: {
            id: string;
            /** @enum {string} */
            object: "external_user";
            email: string | null;
            first_name: string | null;
            last_name: string | null;
            status: string | null;
        };
        UserMappingResponse: {
            /** @enum {string} */
            object: "user_mapping";
            connected_account_id: string;
            /** @enum {string} */
            source: "auto" | "manual";
            external_user: components["schemas"]["ExternalUserResponse"];
            provider: components["schemas"]["ProviderResponse"];
            created_at: string;
            updated_at: string;
        };
        MapUserRequest: {
            external_user_id?: string;
            email?: string;
        };
        MappedProviderResponse: {
            provider_id: string;
        };
        RejectedProviderResponse: {
            provider_id: string;
            code: string;
        };
        MapUsersResponse: {
            mapped: components["schemas"]["MappedProviderResponse"][];
            unchanged: components["schemas"]["MappedProviderResponse"][];
            rejected: components["schemas"]["RejectedProviderResponse"][];
        };
        MapOneOfManyRequest: {
            external_user_id?: string;
            email?: string;
            provider_id: string;
        };
        MapUsersRequest: {
            mappings: components["schemas"]["MapOneOfManyRequest"][];
            dry_run?: boolean;
        };
        AuthorizeUrlResponse: {
            authorize_url: string;
        };
        ServiceProviderConferencingResponse: {
            /** @enum {string} */
            object: "service_provider_conferencing";
            service_id: string;
            provider_id: string;
            /** @enum {string} */
            conferencing_provider: "zoom_admin";
            connected_account: components["schemas"]["ConnectedAccountResponse"];
            external_user: components["schemas"]["ExternalUserResponse"];
        };
        AssignHostRequest: {
            connected_account_id: string;
            external_user_id?: string;
            email?: string;
        };
        ReasonResponse: {
            code: string;
            detail: string;
        };
        WarningResponse: {
            /** @enum {string} */
            code: "host_not_licensed" | "host_shared" | "email_differs";
            detail: string;
        };
        LastChangeResponse: {
            change: string;
            reason: string | null;
            actor: string | null;
            occurred_at: string | null;
        };
        ExplainHostResponse: {
            /** @enum {string} */
            object: "service_provider_conferencing_explanation";
            service_id: string;
            provider_id: string;
            /** @enum {string} */
            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
            reasons: components["schemas"]["ReasonResponse"][];
            /** @enum {string|null} */
            resolved_by: "external_user_id" | "email" | "bulk" | "handover" | "undo" | null;
            actor: string | null;
            decided_at: string | null;
            version: number;
            conferencing: components["schemas"]["ServiceProviderConferencingResponse"] | null;
            warnings: components["schemas"]["WarningResponse"][];
            last_change: components["schemas"]["LastChangeResponse"] | null;
        };
        ConfiguredProviderResponse: {
            provider_id: string;
            /** @enum {string} */
            change: "none" | "assigned" | "reassigned";
            from: components["schemas"]["ExternalUserResponse"] | null;
            to: components["schemas"]["ExternalUserResponse"] | null;
        };
        SkippedProviderResponse: {
            provider_id: string;
            /** @enum {string} */
            reason: "provider_deactivated" | "no_user_mapping" | "host_not_active";
        };
        AssignHostsOfServiceResponse: {
            configured: components["schemas"]["ConfiguredProviderResponse"][];
            skipped: components["schemas"]["SkippedProviderResponse"][];
            batch_id: string | null;
        };
        AssignHostsOfServiceRequest: {
            connected_account_id: string;
            dry_run?: boolean;
            /** @enum {string} */
            only?: "all" | "unassigned" | "broken";
            /**
             * @example [
             *       "prov_d025a96ac0c6"
             *     ]
             */
            provider_ids?: string[];
        };
        ListedHostResponse: {
            service_id: string;
            provider_id: string;
            /** @enum {string} */
            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
            version: number;
            conferencing: components["schemas"]["ServiceProviderConferencingResponse"] | null;
            reasons: components["schemas"]["ReasonResponse"][];
        };
        NamedServiceResponse: {
            id: string;
            name: string | null;
        };
        NamedProviderResponse: {
            id: string;
            display_name: string | null;
            email: string | null;
            active: boolean;
        };
        AttentionResponse: {
            service_id: string;
            provider_id: string;
            /** @enum {string} */
            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
            version: number;
            conferencing: components["schemas"]["ServiceProviderConferencingResponse"] | null;
            reasons: components["schemas"]["ReasonResponse"][];
            service: components["schemas"]["NamedServiceResponse"];
            provider: components["schemas"]["NamedProviderResponse"];
        };
        AttentionMetaResponse: {
            current_page: number;
            page_size: number;
            total_count: number;
            total_pages: number;
            /**
             * @example {
             *       "host_removed": 2,
             *       "host_lost": 1
             *     }
             */
            by_cause: {
                [key: string]: number;
            };
        };
        ListedPairResponse: {
            /** @enum {string} */
            object: "service_provider";
            service: components["schemas"]["NamedServiceResponse"];
            provider: components["schemas"]["NamedProviderResponse"];
            conferencing: components["schemas"]["ServiceProviderConferencingResponse"] | null;
            /** @enum {string} */
            host_state: "ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed";
            warnings: components["schemas"]["WarningResponse"][];
            version: number;
            updated_at: string | null;
        };
        SummedConnectionResponse: {
            id: string;
            display_name: string | null;
            /** @enum {string} */
            status: "active" | "reconnect_required" | "insufficient_permissions";
            pairs: number;
            by_host_state?: {
                ready: number;
                unassigned: number;
                account_reconnect_required: number;
                account_insufficient_permissions: number;
                host_inactive: number;
                host_pending: number;
                host_removed: number;
            };
        };
        SummaryResponse: {
            pairs: number;
            by_host_state?: {
                ready: number;
                unassigned: number;
                account_reconnect_required: number;
                account_insufficient_permissions: number;
                host_inactive: number;
                host_pending: number;
                host_removed: number;
            };
            by_warning?: {
                host_not_licensed: number;
                host_shared: number;
                email_differs: number;
            };
            connected_accounts: components["schemas"]["SummedConnectionResponse"][];
        };
        NotHandedOverResponse: {
            service_id: string;
            provider_id: string;
            /** @enum {string} */
            reason: "provider_deactivated" | "changed_meanwhile";
        };
        HandOverResponse: {
            moved: components["schemas"]["PairRefResponse"][];
            skipped: components["schemas"]["NotHandedOverResponse"][];
            batch_id: string | null;
        };
        HandOverFromRequest: {
            connected_account_id: string;
            external_user_id: string;
        };
        HandOverToRequest: {
            connected_account_id: string;
            external_user_id?: string;
            email?: string;
        };
        HandOverRequest: {
            from: components["schemas"]["HandOverFromRequest"];
            to: components["schemas"]["HandOverToRequest"];
            /**
             * @example [
             *       "srv_d025a96ac0c6"
             *     ]
             */
            service_ids?: string[];
            dry_run?: boolean;
        };
        NotRestoredResponse: {
            service_id: string;
            provider_id: string;
            /** @enum {string} */
            reason: "changed_since" | "host_gone" | "provider_deactivated" | "not_in_catalog" | "not_in_batch";
        };
        UndoBatchResponse: {
            restored: components["schemas"]["PairRefResponse"][];
            skipped: components["schemas"]["NotRestoredResponse"][];
            batch_id: string | null;
        };
        PairRefRequest: {
            service_id: string;
            provider_id: string;
        };
        UndoBatchRequest: {
            batch_id: string;
            pairs?: components["schemas"]["PairRefRequest"][];
            dry_run?: boolean;
        };
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
    "Accounts.list": {
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
                    "application/json": {
                        data: components["schemas"]["AccountResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "Accounts.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccountRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AccountResponse"];
                    };
                };
            };
        };
    };
    "Accounts.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
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
                    "application/json": {
                        data: components["schemas"]["AccountResponse"];
                    };
                };
            };
        };
    };
    "Tokens.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                account_id: string;
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
                    "application/json": {
                        data: components["schemas"]["AccountTokenResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "Tokens.issue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueTokenRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssuedTokenResponse"];
                    };
                };
            };
        };
    };
    "Tokens.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "SigningKeys.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                account_id: string;
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
                    "application/json": {
                        data: components["schemas"]["SigningKeyResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "SigningKeys.register": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterSigningKeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SigningKeyResponse"];
                    };
                };
            };
        };
    };
    "SigningKeys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
                signing_key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Me.show": {
        parameters: {
            query?: never;
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
                    "application/json": {
                        data: components["schemas"]["MeResponse"];
                    };
                };
            };
        };
    };
    "Services.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_id: string;
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
                    "application/json": {
                        data: components["schemas"]["ServiceResponse"];
                    };
                };
            };
        };
    };
    "Services.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutServiceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ServiceResponse"];
                    };
                };
            };
        };
    };
    "Services.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                search?: string;
                active?: "true" | "false";
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
                    "application/json": {
                        data: components["schemas"]["ServiceResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "Providers.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "application/json": {
                        data: components["schemas"]["ProviderResponse"];
                    };
                };
            };
        };
    };
    "Providers.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutProviderRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProviderResponse"];
                    };
                };
            };
        };
    };
    "Providers.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                search?: string;
                active?: "true" | "false";
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
                    "application/json": {
                        data: components["schemas"]["ProviderResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "ServiceProviders.show": {
        parameters: {
            query?: never;
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
                    "application/json": {
                        data: components["schemas"]["ServiceProviderResponse"];
                    };
                };
            };
        };
    };
    "ServiceProviders.assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ServiceProviders.unassign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ServiceProviders.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                service_id: string;
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
                    "application/json": {
                        data: components["schemas"]["ServiceProviderResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "ConnectedAccounts.list": {
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
                    "application/json": {
                        data: components["schemas"]["ConnectedAccountResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "ConnectAccount.connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectZoomRequest"] | components["schemas"]["RegisterConnectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ConnectedAccountResponse"];
                    };
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ConnectedAccountResponse"];
                    };
                };
            };
        };
    };
    "ConnectedAccounts.show": {
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
                    "application/json": {
                        data: components["schemas"]["ConnectedAccountResponse"];
                    };
                };
            };
        };
    };
    "ConnectedAccounts.remove": {
        parameters: {
            query?: {
                dry_run?: "true" | "false";
            };
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
                    "application/json": {
                        data: components["schemas"]["DisconnectionResponse"];
                    };
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ConnectedAccounts.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connected_account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameConnectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ConnectedAccountResponse"];
                    };
                };
            };
        };
    };
    "ExternalUsers.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                search?: string;
                status?: "active" | "inactive" | "pending";
            };
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
                    "application/json": {
                        data: components["schemas"]["ExternalUserResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "ExternalUsers.sync": {
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
                    "application/json": {
                        data: components["schemas"]["ExternalUserResponse"][];
                    };
                };
            };
        };
    };
    "UserMappings.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connected_account_id: string;
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
                    "application/json": {
                        data: components["schemas"]["UserMappingResponse"];
                    };
                };
            };
        };
    };
    "UserMappings.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connected_account_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MapUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UserMappingResponse"];
                    };
                };
            };
        };
    };
    "UserMappings.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connected_account_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "UserMappings.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
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
                    "application/json": {
                        data: components["schemas"]["UserMappingResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "MapUsers.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connected_account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MapUsersRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MapUsersResponse"];
                    };
                };
            };
        };
    };
    "OAuth.authorize": {
        parameters: {
            query?: {
                connection_scope?: "user" | "account";
                user_id?: string;
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
                    "application/json": {
                        data: components["schemas"]["AuthorizeUrlResponse"];
                    };
                };
            };
        };
    };
    "OAuth.callback": {
        parameters: {
            query?: {
                state?: unknown;
                code?: unknown;
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
                    "text/html": unknown;
                };
            };
        };
    };
    "ShowHost.show": {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: string;
            };
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
                    "application/json": {
                        data: components["schemas"]["ServiceProviderConferencingResponse"];
                    };
                };
            };
        };
    };
    "AssignHost.assign": {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: string;
                "If-Match"?: string;
            };
            path: {
                service_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignHostRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ServiceProviderConferencingResponse"];
                    };
                };
            };
        };
    };
    "ClearHost.clear": {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                service_id: string;
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ExplainHost.explain": {
        parameters: {
            query?: never;
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
                    "application/json": {
                        data: components["schemas"]["ExplainHostResponse"];
                    };
                };
            };
        };
    };
    "ListHosts.ofService": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                service_id: string;
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
                    "application/json": {
                        data: components["schemas"]["ListedHostResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "AssignHostsOfService.assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignHostsOfServiceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AssignHostsOfServiceResponse"];
                    };
                };
            };
        };
    };
    "Attention.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                search?: string;
                connected_account_id?: string;
                host_state?: ("ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed")[];
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
                    "application/json": {
                        data: components["schemas"]["AttentionResponse"][];
                        meta: components["schemas"]["AttentionMetaResponse"];
                    };
                };
            };
        };
    };
    "ListPairs.list": {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                search?: string;
                service_id?: string;
                provider_id?: string;
                connected_account_id?: string;
                external_user_id?: string;
                host_state?: ("ready" | "unassigned" | "account_reconnect_required" | "account_insufficient_permissions" | "host_inactive" | "host_pending" | "host_removed")[];
                warning?: ("host_not_licensed" | "host_shared" | "email_differs")[];
                sort?: "service" | "-service" | "provider" | "-provider" | "host" | "-host" | "updated_at" | "-updated_at";
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
                    "application/json": {
                        data: components["schemas"]["ListedPairResponse"][];
                        meta: components["schemas"]["PageMetaResponse"];
                    };
                };
            };
        };
    };
    "Summary.show": {
        parameters: {
            query?: never;
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
                    "application/json": {
                        data: components["schemas"]["SummaryResponse"];
                    };
                };
            };
        };
    };
    "HandOver.handOver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["HandOverResponse"];
                    };
                };
            };
        };
    };
    "UndoBatch.undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoBatchRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UndoBatchResponse"];
                    };
                };
            };
        };
    };
    "ZoomWebhooks.receive": {
        parameters: {
            query?: never;
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
                content?: never;
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
