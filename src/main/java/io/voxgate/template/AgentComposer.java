package io.voxgate.template;

/** Makes the agent that will be translated. */
public interface AgentComposer {

    /**
     * Template, merge patch, variables, validation, in this order.
     *
     * @throws io.voxgate.model.Problem 422 with pointers into the request body (under {@code /agent},
     *     {@code /template}, {@code /variables}); 422 too for a template that does not exist
     */
    ComposedAgent compose(String tenantId, AgentSource source);
}
