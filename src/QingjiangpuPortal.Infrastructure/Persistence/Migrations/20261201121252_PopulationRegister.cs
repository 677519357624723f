using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PopulationRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dwellings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    address_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dwellings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "households",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    number_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_households", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sender_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    origin_address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    row_count = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_imports_people_sender_id",
                        column: x => x.sender_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    standing = table.Column<int>(type: "integer", nullable: false),
                    hukou_place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    home_place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    birth_date_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    birth_date_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    id_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    id_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    name_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    sex_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    sex_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_import_parts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    content_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_import_parts", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_import_parts_ledger_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "ledger_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_import_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    problems = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    content_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_import_rows", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_import_rows_ledger_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "ledger_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dwelling_ties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dwelling_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    certificate_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    certificate_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dwelling_ties", x => x.id);
                    table.ForeignKey(
                        name: "fk_dwelling_ties_dwellings_dwelling_id",
                        column: x => x.dwelling_id,
                        principalTable: "dwellings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_dwelling_ties_ledger_people_person_id",
                        column: x => x.person_id,
                        principalTable: "ledger_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "household_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    relation = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_household_members_households_household_id",
                        column: x => x.household_id,
                        principalTable: "households",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_household_members_ledger_people_person_id",
                        column: x => x.person_id,
                        principalTable: "ledger_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    number_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_facts", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_facts_ledger_people_person_id",
                        column: x => x.person_id,
                        principalTable: "ledger_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<int>(type: "integer", nullable: false),
                    linked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_links_ledger_people_person_id",
                        column: x => x.person_id,
                        principalTable: "ledger_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_ledger_links_people_account_id",
                        column: x => x.account_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_name_characters",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    character = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_name_characters", x => new { x.character, x.person_id });
                    table.ForeignKey(
                        name: "fk_ledger_name_characters_ledger_people_person_id",
                        column: x => x.person_id,
                        principalTable: "ledger_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_dwelling_ties_person_id",
                table: "dwelling_ties",
                column: "person_id");

            // EF Core has no indexes on parts of complex properties yet.
            migrationBuilder.CreateIndex(name: "ix_ledger_people_id_number", table: "ledger_people", column: "id_number_blind_index", unique: true);
            migrationBuilder.CreateIndex(name: "ix_households_number", table: "households", column: "number_blind_index", unique: true);
            migrationBuilder.CreateIndex(name: "ix_dwellings_address", table: "dwellings", columns: new[] { "address_blind_index", "place_code" }, unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_members_household_id",
                table: "household_members",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_members_person_id",
                table: "household_members",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_facts_person_id",
                table: "ledger_facts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_import_parts_import_id_position",
                table: "ledger_import_parts",
                columns: new[] { "import_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_import_rows_import_id_number",
                table: "ledger_import_rows",
                columns: new[] { "import_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_imports_finished_at",
                table: "ledger_imports",
                column: "finished_at",
                filter: "refused > 0");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_imports_sender_id_id",
                table: "ledger_imports",
                columns: new[] { "sender_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_imports_unfinished",
                table: "ledger_imports",
                column: "id",
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_links_account_id_person_id",
                table: "ledger_links",
                columns: new[] { "account_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_links_own_account",
                table: "ledger_links",
                column: "person_id",
                unique: true,
                filter: "kind = 1");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_links_own_person",
                table: "ledger_links",
                column: "account_id",
                unique: true,
                filter: "kind = 1");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_links_person_id",
                table: "ledger_links",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_people_home_place_code",
                table: "ledger_people",
                column: "home_place_code");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_people_hukou_place_code",
                table: "ledger_people",
                column: "hukou_place_code");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dwelling_ties");

            migrationBuilder.DropTable(
                name: "household_members");

            migrationBuilder.DropTable(
                name: "ledger_facts");

            migrationBuilder.DropTable(
                name: "ledger_import_parts");

            migrationBuilder.DropTable(
                name: "ledger_import_rows");

            migrationBuilder.DropTable(
                name: "ledger_links");

            migrationBuilder.DropTable(
                name: "ledger_name_characters");

            migrationBuilder.DropTable(
                name: "dwellings");

            migrationBuilder.DropTable(
                name: "households");

            migrationBuilder.DropTable(
                name: "ledger_imports");

            migrationBuilder.DropTable(
                name: "ledger_people");
        }
    }
}
