package io.voxgate.sandbox;

/** One simulated vendor. Requests come at the root path, as at the real vendor; the host name chooses nothing. */
public interface Simulator {

    /** The vendor's id, for example {@code tencent-trtc}. */
    String vendor();

    /** Whether a request may be for this vendor, by its head alone: the body has not been read yet. */
    boolean recognises(SandboxRequest head);

    /** Whether this request speaks to this vendor (by the API version it names). */
    boolean handles(SandboxRequest request);

    /** Checks, acts and answers. Never throws: what it does not understand gets the vendor's own error. */
    SandboxReply handle(SandboxRequest request);
}
