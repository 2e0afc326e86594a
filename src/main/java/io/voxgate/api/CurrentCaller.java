package io.voxgate.api;

import io.voxgate.tenant.Caller;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who sends the request that is being answered. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    void set(Caller authenticated) {
        caller = authenticated;
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
