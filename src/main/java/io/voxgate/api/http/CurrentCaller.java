package io.voxgate.api.http;

import io.voxgate.security.Caller;
import io.voxgate.security.StreamTokenTable.TokenRow;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sends the request that is being answered. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;
    private @Nullable String requestId;
    private @Nullable TokenRow streamToken;

    public void streamToken(TokenRow shown) {
        streamToken = shown;
    }

    /** The token with which a browser asks for its stream; empty: it was not one. */
    public Optional<TokenRow> streamToken() {
        return Optional.ofNullable(streamToken);
    }

    void set(Caller authenticated) {
        caller = authenticated;
    }

    void request(String id) {
        requestId = id;
    }

    /** Empty until the caller is known, and for good where none need be. */
    Optional<Caller> known() {
        return Optional.ofNullable(caller);
    }

    Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("Asked for the caller of an operation that is open to everybody");
        }
        return caller;
    }

    /** The caller's tenant. */
    public String tenant() {
        return get().tenant();
    }
}
