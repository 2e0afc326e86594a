package io.voxgate.role;

import io.voxgate.adapter.RoleAnswer;

/** The vendors' Security Token Services. */
@FunctionalInterface
public interface SecurityTokenService {

    /** Asks for a new key; waits for the answer, a few seconds at most. Never throws. */
    RoleAnswer assume(RoleRequest request);
}
