using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SocialInsurance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "insurance_enrollment_number",
                incrementBy: 50);

            migrationBuilder.CreateTable(
                name: "coverage_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    scheme = table.Column<int>(type: "integer", nullable: false),
                    grid_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    street_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, computedColumnSql: "left(grid_code, 9)::varchar(9)", stored: true, collation: "C"),
                    community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, computedColumnSql: "left(grid_code, 12)::varchar(12)", stored: true, collation: "C"),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    id_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    id_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    name_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coverage_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "insurance_enrollments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    scheme = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    status_before = table.Column<int>(type: "integer", nullable: true),
                    applicant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<int>(type: "integer", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    place_street_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, computedColumnSql: "left(place_code, 9)::varchar(9)", stored: true, collation: "C"),
                    place_community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, computedColumnSql: "left(place_code, 12)::varchar(12)", stored: true, collation: "C"),
                    handling_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    circumstances = table.Column<int>(type: "integer", nullable: false),
                    tier = table.Column<long>(type: "bigint", nullable: false),
                    remark = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    consented_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    refused_by = table.Column<Guid>(type: "uuid", nullable: true),
                    active_from = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    address_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    address_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    person_id_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    person_id_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    person_name_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    person_name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insurance_enrollments", x => x.id);
                    table.UniqueConstraint("ak_insurance_enrollments_sequence", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_insurance_enrollments_people_applicant_id",
                        column: x => x.applicant_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "insurance_rule_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    rules = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insurance_rule_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_points",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    opening_hours = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    items = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_points", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "insurance_bills",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    enrollment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme = table.Column<int>(type: "integer", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_to = table.Column<DateOnly>(type: "date", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    account_fen = table.Column<long>(type: "bigint", nullable: false),
                    subsidy_fen = table.Column<long>(type: "bigint", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insurance_bills", x => x.id);
                    table.CheckConstraint("ck_insurance_bills_parts", "amount_fen >= 0 AND account_fen BETWEEN 0 AND amount_fen AND subsidy_fen >= 0");
                    table.ForeignKey(
                        name: "fk_insurance_bills_insurance_enrollments_enrollment_id",
                        column: x => x.enrollment_id,
                        principalTable: "insurance_enrollments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "insurance_timeline",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrollment_id = table.Column<Guid>(type: "uuid", nullable: false),
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
                    table.PrimaryKey("pk_insurance_timeline", x => x.id);
                    table.ForeignKey(
                        name: "fk_insurance_timeline_insurance_enrollments_enrollment_id",
                        column: x => x.enrollment_id,
                        principalTable: "insurance_enrollments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "insurance_payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrollment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insurance_payments", x => x.id);
                    table.ForeignKey(
                        name: "fk_insurance_payments_insurance_bills_bill_id",
                        column: x => x.bill_id,
                        principalTable: "insurance_bills",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_postings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    enrollment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<int>(type: "integer", nullable: false),
                    to = table.Column<int>(type: "integer", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_postings", x => x.id);
                    table.CheckConstraint("ck_account_postings_sides", "amount_fen > 0 AND \"from\" <> \"to\"");
                    table.ForeignKey(
                        name: "fk_account_postings_insurance_bills_bill_id",
                        column: x => x.bill_id,
                        principalTable: "insurance_bills",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_account_postings_insurance_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "insurance_payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_postings_bill",
                table: "account_postings",
                columns: new[] { "bill_id", "kind" },
                unique: true,
                filter: "kind IN (1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_account_postings_enrollment_id_posted_at_id",
                table: "account_postings",
                columns: new[] { "enrollment_id", "posted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_account_postings_surplus",
                table: "account_postings",
                columns: new[] { "payment_id", "kind" },
                unique: true,
                filter: "kind IN (4, 5)");

            migrationBuilder.CreateIndex(
                name: "ix_coverage_tasks_community",
                table: "coverage_tasks",
                columns: new[] { "community_code", "due_at", "id" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_coverage_tasks_grid",
                table: "coverage_tasks",
                columns: new[] { "grid_code", "due_at", "id" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_coverage_tasks_street",
                table: "coverage_tasks",
                columns: new[] { "street_code", "due_at", "id" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_insurance_bills_enrollment_id_period_from",
                table: "insurance_bills",
                columns: new[] { "enrollment_id", "period_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_active",
                table: "insurance_enrollments",
                columns: new[] { "place_code", "scheme" },
                filter: "status = 3");

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_acts",
                table: "insurance_enrollments",
                column: "acts_at",
                filter: "acts_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_latest",
                table: "insurance_enrollments",
                columns: new[] { "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_latest_community",
                table: "insurance_enrollments",
                columns: new[] { "place_community_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_latest_street",
                table: "insurance_enrollments",
                columns: new[] { "place_street_code", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_mine",
                table: "insurance_enrollments",
                columns: new[] { "applicant_id", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_insurance_enrollments_queue",
                table: "insurance_enrollments",
                columns: new[] { "handling_unit_code", "due_at", "id" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_insurance_payments_posted",
                table: "insurance_payments",
                column: "bill_id",
                unique: true,
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_insurance_payments_surplus",
                table: "insurance_payments",
                columns: new[] { "enrollment_id", "confirmed_at" },
                filter: "state IN (3, 5)");

            migrationBuilder.CreateIndex(
                name: "ix_insurance_rule_sets_valid_from",
                table: "insurance_rule_sets",
                column: "valid_from",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_insurance_timeline_enrollment_id_id",
                table: "insurance_timeline",
                columns: new[] { "enrollment_id", "id" });

            // Of one person one enrolment in a scheme is open or active, and one task to ask for it waits.
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_insurance_enrollments_open_person ON insurance_enrollments (person_id_number_blind_index, scheme) WHERE status NOT IN (4, 5, 8)");
            migrationBuilder.Sql("CREATE INDEX ix_insurance_enrollments_person ON insurance_enrollments (person_id_number_blind_index, id)");
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_coverage_tasks_open_person ON coverage_tasks (id_number_blind_index, scheme) WHERE outcome IS NULL");
            migrationBuilder.Sql("CREATE INDEX ix_coverage_tasks_person ON coverage_tasks (id_number_blind_index, scheme)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_postings");

            migrationBuilder.DropTable(
                name: "coverage_tasks");

            migrationBuilder.DropTable(
                name: "insurance_rule_sets");

            migrationBuilder.DropTable(
                name: "insurance_timeline");

            migrationBuilder.DropTable(
                name: "service_points");

            migrationBuilder.DropTable(
                name: "insurance_payments");

            migrationBuilder.DropTable(
                name: "insurance_bills");

            migrationBuilder.DropTable(
                name: "insurance_enrollments");

            migrationBuilder.DropSequence(
                name: "insurance_enrollment_number");
        }
    }
}
