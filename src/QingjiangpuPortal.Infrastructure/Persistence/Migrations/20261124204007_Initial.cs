using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "grid_report_number",
                incrementBy: 50);

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    content_hash = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    thumbnail_hash = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    size_in_bytes = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demo_sms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mobile_number = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demo_sms", x => x.id);
                },
                comment: "Demo profile only: the developer outbox. Empty in production.");

            migrationBuilder.CreateTable(
                name: "grid_report_daily_statistics",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    category_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    source = table.Column<int>(type: "integer", nullable: false),
                    filed = table.Column<int>(type: "integer", nullable: false),
                    resolved = table.Column<int>(type: "integer", nullable: false),
                    resolved_on_time = table.Column<int>(type: "integer", nullable: false),
                    closed = table.Column<int>(type: "integer", nullable: false),
                    rated = table.Column<int>(type: "integer", nullable: false),
                    satisfied = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_report_daily_statistics", x => new { x.day, x.community_code, x.category_code, x.source });
                });

            migrationBuilder.CreateTable(
                name: "grid_report_statistic_deltas",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    category_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    source = table.Column<int>(type: "integer", nullable: false),
                    filed = table.Column<int>(type: "integer", nullable: false),
                    resolved = table.Column<int>(type: "integer", nullable: false),
                    resolved_on_time = table.Column<int>(type: "integer", nullable: false),
                    closed = table.Column<int>(type: "integer", nullable: false),
                    rated = table.Column<int>(type: "integer", nullable: false),
                    satisfied = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_report_statistic_deltas", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grid_report_timeline",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verb = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: true),
                    to = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    acted_as = table.Column<int>(type: "integer", nullable: false),
                    post_kind = table.Column<int>(type: "integer", nullable: true),
                    post_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    note_is_public = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_report_timeline", x => new { x.id, x.recorded_at });
                });

            migrationBuilder.CreateTable(
                name: "org_units",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    parent_code = table.Column<string>(type: "character varying(17)", nullable: true, collation: "C"),
                    department = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    english_name = table.Column<string>(type: "text", nullable: true),
                    short_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    boundary = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    successor_code = table.Column<string>(type: "character varying(17)", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_org_units", x => x.code);
                    table.ForeignKey(
                        name: "fk_org_units_org_units_parent_code",
                        column: x => x.parent_code,
                        principalTable: "org_units",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_org_units_org_units_successor_code",
                        column: x => x.successor_code,
                        principalTable: "org_units",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    name_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "report_categories",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    parent_code = table.Column<string>(type: "character varying(5)", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_in_english = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    accept_within_hours = table.Column<int>(type: "integer", nullable: false),
                    resolve_within_hours = table.Column<int>(type: "integer", nullable: false),
                    verify_within_hours = table.Column<int>(type: "integer", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_categories", x => x.code);
                    table.ForeignKey(
                        name: "fk_report_categories_report_categories_parent_code",
                        column: x => x.parent_code,
                        principalTable: "report_categories",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submissions", x => new { x.key_hash, x.content_hash });
                });

            migrationBuilder.CreateTable(
                name: "buildings",
                columns: table => new
                {
                    short_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    micro_grid_code = table.Column<string>(type: "character varying(17)", nullable: false, collation: "C"),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buildings", x => x.short_code);
                    table.ForeignKey(
                        name: "fk_buildings_org_units_micro_grid_code",
                        column: x => x.micro_grid_code,
                        principalTable: "org_units",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "logins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_logins", x => x.id);
                    table.ForeignKey(
                        name: "fk_logins_people_id",
                        column: x => x.id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    unit_code = table.Column<string>(type: "character varying(17)", nullable: false, collation: "C"),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_posts_org_units_unit_code",
                        column: x => x.unit_code,
                        principalTable: "org_units",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_posts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grid_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    category_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    place_street_code = table.Column<string>(type: "text", nullable: false, computedColumnSql: "left(place_code, 9)", stored: true, collation: "C"),
                    place_community_code = table.Column<string>(type: "text", nullable: false, computedColumnSql: "left(place_code, 12)", stored: true, collation: "C"),
                    place_grid_code = table.Column<string>(type: "text", nullable: false, computedColumnSql: "left(place_code, 15)", stored: true, collation: "C"),
                    handling_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    handling_street_code = table.Column<string>(type: "text", nullable: true, computedColumnSql: "CASE WHEN length(handling_unit_code) >= 9 THEN left(handling_unit_code, 9) END", stored: true, collation: "C"),
                    handling_community_code = table.Column<string>(type: "text", nullable: true, computedColumnSql: "CASE WHEN length(handling_unit_code) >= 12 THEN left(handling_unit_code, 12) END", stored: true, collation: "C"),
                    handling_grid_code = table.Column<string>(type: "text", nullable: true, computedColumnSql: "CASE WHEN length(handling_unit_code) >= 15 THEN left(handling_unit_code, 15) END", stored: true, collation: "C"),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assignee_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    reporter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accept_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolve_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    contacted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_on_time = table.Column<bool>(type: "boolean", nullable: false),
                    outcome = table.Column<int>(type: "integer", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reopen_count = table.Column<int>(type: "integer", nullable: false),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    contact_name_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    contact_name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true),
                    contact_phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    contact_phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_reports", x => x.id);
                    table.UniqueConstraint("ak_grid_reports_sequence", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_grid_reports_report_categories_category_code",
                        column: x => x.category_code,
                        principalTable: "report_categories",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "login_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_login_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_login_claims_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "logins",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "login_providers",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_login_providers", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_login_providers_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "logins",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "login_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_login_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_login_tokens_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "logins",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attachments_content_hash",
                table: "attachments",
                column: "content_hash");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_owner_id",
                table: "attachments",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_thumbnail_hash",
                table: "attachments",
                column: "thumbnail_hash");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_waiting",
                table: "attachments",
                column: "recorded_at",
                filter: "owner_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_demo_sms_sent_at",
                table: "demo_sms",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "ix_grid_report_statistic_deltas_day",
                table: "grid_report_statistic_deltas",
                column: "day");

            MonthPartitions.AddFunction(migrationBuilder);
            migrationBuilder.PartitionByMonth("grid_report_timeline", key: "id");

            // EF Core has no indexes on parts of complex properties yet.
            migrationBuilder.CreateIndex(name: "ix_people_phone", table: "people", column: "phone_blind_index", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grid_report_timeline_report_id_recorded_at",
                table: "grid_report_timeline",
                columns: new[] { "report_id", "recorded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_closed",
                table: "grid_reports",
                column: "closed_at",
                filter: "closed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_latest",
                table: "grid_reports",
                columns: new[] { "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_latest_department",
                table: "grid_reports",
                columns: new[] { "assignee_unit_code", "recorded_at", "id" },
                filter: "assignee_unit_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_latest_grid",
                table: "grid_reports",
                columns: new[] { "handling_grid_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_latest_place_grid",
                table: "grid_reports",
                columns: new[] { "place_grid_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_latest_place_street",
                table: "grid_reports",
                columns: new[] { "place_street_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_latest_street",
                table: "grid_reports",
                columns: new[] { "handling_street_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_link_hash",
                table: "grid_reports",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_mine",
                table: "grid_reports",
                columns: new[] { "reporter_id", "recorded_at", "id" },
                filter: "reporter_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_queue_assignee",
                table: "grid_reports",
                columns: new[] { "assignee_id", "due_at", "id" },
                filter: "due_at IS NOT NULL AND assignee_id IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "status" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_queue_department",
                table: "grid_reports",
                columns: new[] { "assignee_unit_code", "due_at", "id" },
                filter: "due_at IS NOT NULL AND assignee_unit_code IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "status" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_queue_district",
                table: "grid_reports",
                columns: new[] { "due_at", "id" },
                filter: "due_at IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "status" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_queue_street",
                table: "grid_reports",
                columns: new[] { "handling_street_code", "due_at", "id" },
                filter: "due_at IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "status" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_resolved",
                table: "grid_reports",
                column: "resolved_at",
                filter: "resolved_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_logins_normalized_user_name",
                table: "logins",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_org_units_parent_code",
                table: "org_units",
                column: "parent_code");

            migrationBuilder.CreateIndex(
                name: "ix_org_units_short_code",
                table: "org_units",
                column: "short_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_posts_person_id",
                table: "posts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_unit_code_kind",
                table: "posts",
                columns: new[] { "unit_code", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_codes_expires_at",
                table: "sign_in_codes",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_codes_phone_index_sent_at",
                table: "sign_in_codes",
                columns: new[] { "phone_index", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_submissions_recorded_at",
                table: "submissions",
                column: "recorded_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new NotSupportedException("The first migration is not taken back: drop the database.");
        }
    }
}
