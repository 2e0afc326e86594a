package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a vendor must do. Every method is a pure function: no I/O, no clock, no randomness; the shell sends the calls,
 * keeps the time and draws the nonces. An adapter is found by the container ({@code @ApplicationScoped}); two with one
 * id stop the start-up.
 *
 * <p>Adding a vendor is one package with one implementation of this, its simulator, one subclass of the TCK and its
 * golden cases.
 */
public interface VendorAdapter {

    /** Who this is and what it can do. The same at every call. */
    VendorInfo info();

    /**
     * What is missing or malformed in a connection, before it is stored. Required names, unknown names and plain shapes
     * are already checked against {@link VendorInfo#connection()}; here only what that cannot say. Pointers start at
     * {@code /settings} or {@code /credentials}.
     *
     * @param credentials the names of the secrets that are given
     */
    default List<Fault> check(ObjectNode settings, Set<String> credentials) {
        return List.of();
    }

    /**
     * The start of a session in the vendor's words, and the report on every setting. Never fails: what cannot start is
     * {@code rejected} in the report.
     */
    Translation translate(StartCommand command);

    /** What the records of this vendor's sessions say, for a diagnosis. The same at every call. */
    default VendorRecords records() {
        return VendorRecords.COMMON;
    }

    /** A vendor's own start request read backwards through the same tables. */
    ImportResult parse(ObjectNode vendorRequest);

    /**
     * Whether a start may be sent once more when the vendor says that it knows nothing of it: only where the vendor
     * recognises our session's id in the request, so that a twin cannot begin a second conversation.
     */
    default boolean startIsIdempotent() {
        return false;
    }

    /**
     * Whether {@link #lookup} finds a start by our own session's id, so that what it finds can be no other session's.
     * Elsewhere it is a search, whose result has to be the only one that fits.
     */
    default boolean foundByOwnId() {
        return startIsIdempotent();
    }

    CommandResult stop(SessionRef session);

    CommandResult say(SessionRef session, Command.Say say);

    CommandResult prompt(SessionRef session, Command.Prompt prompt);

    CommandResult change(SessionRef session, Command.Change change);

    CommandResult transfer(SessionRef session, Command.Transfer transfer);

    /** Fills the slots, writes the bytes and signs them. */
    HttpCall sign(VendorCall call, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce);

    /** What the vendor's answer to a call means. Never throws, whatever came back. */
    CallOutcome read(VendorCall call, HttpReply reply);

    /**
     * One step of finding out how a session stands. The shell drives: it sends a {@link LookupStep.Call}, hands the
     * reply back with the state it was given, until it gets something else.
     *
     * @param reply the reply to the call of the step before; empty on the first step
     */
    LookupStep lookup(LookupState state, Optional<HttpReply> reply);

    /** What {@link #active} can say; the same at every call. Without an own answer: nothing. */
    default ActiveListing activeListing() {
        return new ActiveListing(
                false,
                info().name()
                        + " has no operation that lists what runs, and cannot be asked about what Voxgate does not "
                        + "know: look into its console.");
    }

    /**
     * One step of asking what runs in the account's app, whatever started it: a part of the list where
     * {@link #activeListing} says that there is one, else one call or task that a callback named. Driven like
     * {@link #lookup}, but nothing is remembered. A vendor that can say nothing keeps this.
     *
     * @param reply the reply to the call of the step before; empty on the first step
     */
    default ActiveStep active(ActiveState state, Optional<HttpReply> reply) {
        return ActiveStep.Part.none();
    }

    /**
     * Whether something that runs may be in this channel of a session's; numbers may be spelled in another way there.
     */
    default boolean sameChannel(Channel active, Channel ours) {
        return switch (active) {
            case Channel.Room room ->
                ours instanceof Channel.Room own && own.roomId().equals(room.roomId());
            case Channel.Phone phone ->
                ours instanceof Channel.Phone own && own.to().equals(phone.to());
        };
    }

    /**
     * The question for what was said so far in a session that runs; empty: the vendor has none. Asked beside
     * {@link #lookup}, less often.
     */
    default Optional<VendorCall> wordsSoFar(SessionRef session) {
        return Optional.empty();
    }

    /**
     * What the answer to {@link #wordsSoFar(SessionRef)} reports that will not change any more; nothing where the
     * vendor does not answer while a session runs. Reported again, also by {@link #postCall}, an event has the same key
     * again.
     */
    default List<VendorEvent> wordsSoFar(SessionRef session, Instant beganAt, HttpReply reply) {
        return List.of();
    }

    /**
     * One step of asking what the vendor reports only of a session that is over: its words, its measurements, what was
     * read out of it. Driven like {@link #lookup}; only asked where {@link VendorInfo.EventReporting#afterwards} says
     * so.
     *
     * @param reply the reply to the question of the step before; empty on the first step
     */
    default PostCallStep postCall(PostCallState state, Optional<HttpReply> reply) {
        return new PostCallStep.Done(List.of(), Optional.empty());
    }

    /**
     * What the person's client needs to join the channel; empty for calls, or when the connection lacks the secret or
     * the channel the user.
     */
    Optional<JoinCredentials> join(
            Channel channel, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce);

    /**
     * What that client gets from the agent and may send it, past Voxgate; empty for a vendor without rooms. The same at
     * every call.
     */
    default Optional<RoomMessages> roomMessages() {
        return Optional.empty();
    }

    /** A harmless call that needs the right key ("no such task" means healthy). */
    VendorCall probe(VendorAccount account);

    /**
     * Whether a healthy answer to {@link #probe} also shows that the account owns the connection's app: only where the
     * vendor refuses a stranger's app.
     */
    default boolean probeProvesApp() {
        return false;
    }

    /** What the answer to {@link #probe} says of the connection, in words. */
    ConnectionDiagnosis diagnose(HttpReply reply);

    /**
     * What is wrong with a connection's secrets by their form, as far as it is documented: mistakes that no call shows
     * before a person cannot join. Pointers start at {@code /credentials}; nothing of a secret is shown.
     */
    default List<Fault> secretForms(VendorAccount account, CredentialValues secrets) {
        return List.of();
    }

    /**
     * The vendor's other site for this account; empty: the vendor has one site, or the connection names an address.
     * Asked about a key that this site does not know.
     */
    default Optional<OtherSite> otherSite(VendorAccount account) {
        return Optional.empty();
    }

    /**
     * The question for a temporary key of the role that the connection names, signed with the connection's own key;
     * empty where it names none, or the vendor has no roles.
     *
     * @param account of the connection; its endpoint is the sandbox, or empty for the vendor's own addresses
     */
    default Optional<HttpCall> assumeRole(
            VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return Optional.empty();
    }

    /** What the answer to {@link #assumeRole} says. */
    default RoleAnswer role(HttpReply reply) {
        return RoleAnswer.unreadable();
    }

    /** How an installation without a key proves to this vendor what it is; empty: the vendor knows keys alone. */
    default Optional<InstallationIdentity> installationIdentity() {
        return Optional.empty();
    }

    /** Is this callback really the vendor's? Over the raw bytes, in constant time, before any parsing. */
    CallbackVerification verify(CallbackRequest request, VendorAccount account, CredentialValues secrets, Instant now);

    /** The neutral events in a verified callback; something new becomes {@code vendor.other}. Never throws. */
    List<VendorEvent> events(CallbackRequest request);

    /** What the vendor wants as an answer once the events are safe. */
    HttpReply acknowledge(CallbackRequest request);
}
