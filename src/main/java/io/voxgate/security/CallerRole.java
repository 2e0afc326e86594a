package io.voxgate.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.voxgate.model.AgentSchema;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller may do. Every role of a tenant may read all of the tenant. */
@Schema(
        name = "KeyRole",
        description = "admin: everything of the tenant; editor: templates; runner: sessions; viewer: reads "
                + "only. operator: tenants and their keys, only by VOXGATE_OPERATOR_KEY.")
public enum CallerRole {
    @JsonProperty("operator")
    OPERATOR,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("runner")
    RUNNER,
    @JsonProperty("viewer")
    VIEWER;

    /** The role's word in the contract. */
    public String word() {
        return AgentSchema.word(this);
    }
}
