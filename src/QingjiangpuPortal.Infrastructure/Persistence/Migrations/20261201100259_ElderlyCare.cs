using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ElderlyCare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "care_request_number",
                incrementBy: 50);

            migrationBuilder.CreateTable(
                name: "application_drafts",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answers_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    answers_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_drafts", x => new { x.person_id, x.form });
                    table.ForeignKey(
                        name: "fk_application_drafts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "care_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    status_before = table.Column<int>(type: "integer", nullable: true),
                    applicant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<int>(type: "integer", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    place_street_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, computedColumnSql: "left(place_code, 9)::varchar(9)", stored: true, collation: "C"),
                    place_community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, computedColumnSql: "left(place_code, 12)::varchar(12)", stored: true, collation: "C"),
                    handling_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    wanted = table.Column<int>(type: "integer", nullable: false),
                    circumstances = table.Column<int>(type: "integer", nullable: false),
                    remark = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    consented_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    refused_by = table.Column<Guid>(type: "uuid", nullable: true),
                    level = table.Column<int>(type: "integer", nullable: true),
                    entitlement_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    monthly_fen = table.Column<int>(type: "integer", nullable: false),
                    adaptation_fen = table.Column<int>(type: "integer", nullable: false),
                    address_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    address_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    door_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    door_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    elder_id_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    elder_id_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    elder_name_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    elder_name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_requests", x => x.id);
                    table.UniqueConstraint("ak_care_requests_sequence", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_care_requests_people_applicant_id",
                        column: x => x.applicant_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "care_rule_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    rules = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_rule_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "care_settlements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    orders = table.Column<int>(type: "integer", nullable: false),
                    ordered_fen = table.Column<int>(type: "integer", nullable: false),
                    deducted_fen = table.Column<int>(type: "integer", nullable: false),
                    paid_fen = table.Column<int>(type: "integer", nullable: false),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_settlements", x => x.id);
                    table.CheckConstraint("ck_care_settlements_sum", "paid_fen = ordered_fen - deducted_fen");
                });

            migrationBuilder.CreateTable(
                name: "care_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scores = table.Column<int[]>(type: "integer[]", nullable: false),
                    in_coma = table.Column<bool>(type: "boolean", nullable: false),
                    diagnosis = table.Column<int>(type: "integer", nullable: false),
                    care_risk_events = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    first_assessor = table.Column<Guid>(type: "uuid", nullable: false),
                    first_signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    second_assessor = table.Column<Guid>(type: "uuid", nullable: true),
                    second_signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_care_assessments_care_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "care_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "care_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    place_street_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, computedColumnSql: "left(place_code, 9)::varchar(9)", stored: true, collation: "C"),
                    place_community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, computedColumnSql: "left(place_code, 12)::varchar(12)", stored: true, collation: "C"),
                    services = table.Column<int>(type: "integer", nullable: false),
                    monthly_fen = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_care_plans_care_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "care_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "care_request_timeline",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verb = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: true),
                    to = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post_kind = table.Column<int>(type: "integer", nullable: true),
                    post_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    deputy_for = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    note_is_for_applicant = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_request_timeline", x => x.id);
                    table.ForeignKey(
                        name: "fk_care_request_timeline_care_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "care_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "care_quotas",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    granted_fen = table.Column<int>(type: "integer", nullable: false),
                    taken_fen = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_quotas", x => new { x.plan_id, x.month });
                    table.CheckConstraint("ck_care_quotas_taken", "taken_fen BETWEEN 0 AND granted_fen");
                    table.ForeignKey(
                        name: "fk_care_quotas_care_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "care_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    service = table.Column<int>(type: "integer", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fen = table.Column<int>(type: "integer", nullable: false),
                    least_minutes = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    ordered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    carer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_in_metres = table.Column<int>(type: "integer", nullable: true),
                    checked_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    audit_failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settlement_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_orders_care_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "care_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_orders_care_settlements_settlement_id",
                        column: x => x.settlement_id,
                        principalTable: "care_settlements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_drafts_saved_at",
                table: "application_drafts",
                column: "saved_at");

            migrationBuilder.CreateIndex(
                name: "ix_care_assessments_request_id",
                table: "care_assessments",
                column: "request_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_care_plans_request_id",
                table: "care_plans",
                column: "request_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_care_request_timeline_request_id_id",
                table: "care_request_timeline",
                columns: new[] { "request_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_acts",
                table: "care_requests",
                column: "acts_at",
                filter: "acts_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_latest",
                table: "care_requests",
                columns: new[] { "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_latest_community",
                table: "care_requests",
                columns: new[] { "place_community_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_latest_street",
                table: "care_requests",
                columns: new[] { "place_street_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_mine",
                table: "care_requests",
                columns: new[] { "applicant_id", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_queue",
                table: "care_requests",
                columns: new[] { "handling_unit_code", "due_at", "id" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_care_rule_sets_valid_from",
                table: "care_rule_sets",
                column: "valid_from",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_care_settlements_provider_code_month_id",
                table: "care_settlements",
                columns: new[] { "provider_code", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_orders_plan_id_planned_at_id",
                table: "service_orders",
                columns: new[] { "plan_id", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_orders_provider",
                table: "service_orders",
                columns: new[] { "provider_code", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_orders_running",
                table: "service_orders",
                column: "carer_id",
                unique: true,
                filter: "status = 3");

            migrationBuilder.CreateIndex(
                name: "ix_service_orders_settlement_id",
                table: "service_orders",
                column: "settlement_id",
                filter: "settlement_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_orders_to_settle",
                table: "service_orders",
                columns: new[] { "provider_code", "checked_out_at" },
                filter: "status = 4 AND settlement_id IS NULL");

            // Of one elder one request at a time waits for anybody; EF Core makes no index over a part of a complex property.
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_care_requests_open_elder ON care_requests (elder_id_number_blind_index) WHERE status NOT IN (6, 7, 8)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "application_drafts");

            migrationBuilder.DropTable(
                name: "care_assessments");

            migrationBuilder.DropTable(
                name: "care_quotas");

            migrationBuilder.DropTable(
                name: "care_request_timeline");

            migrationBuilder.DropTable(
                name: "care_rule_sets");

            migrationBuilder.DropTable(
                name: "service_orders");

            migrationBuilder.DropTable(
                name: "care_plans");

            migrationBuilder.DropTable(
                name: "care_settlements");

            migrationBuilder.DropTable(
                name: "care_requests");

            migrationBuilder.DropSequence(
                name: "care_request_number");
        }
    }
}
